using RobustRepro.Measures;
using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Measuring;

/// <summary>Sets the detectors of each category of concepts to zero, and all but them, to see which units carry shape
/// and which texture.</summary>
/// <param name="conflictRule">How cue-conflict images are answered; the others by the class with the highest
/// logit.</param>
internal sealed class CategoryAblations(
    StimulusSet intact,
    StimulusSet conflict,
    AnswerRule conflictRule,
    torch.Device? device
)
{
    /// <summary>A fifth of the sets is enough for a figure: 5 images per pair of cues.</summary>
    private const int IntactImages = 200,
        ConflictImages = 450;

    private readonly StimulusSet known = intact.First(IntactImages),
        cues = conflict.First(ConflictImages);

    public IReadOnlyList<CategoryAblation> Measure(
        NormalizedModel model,
        string layer,
        LayerDissection dissection,
        Action<string, int, int>? progress = null
    )
    {
        IGrouping<string, UnitConcept>[] categories =
        [
            .. dissection
                .Detectors(DissectionRule.DecidingIou)
                .GroupBy(d => d.Concept.Category)
                .OrderBy(g => dissection.Catalogue.Categories.ToList().IndexOf(g.Key)),
        ];
        if (categories.Length == 0)
            return [];
        int[][] units = [.. categories.Select(c => c.Select(d => d.Unit).ToArray())];
        // the first takes nothing away
        Ablation[] without = [Ablation.ZeroOut(layer), .. units.Select(u => Ablation.ZeroOut(layer, u))],
            alone = [.. units.Select(u => Ablation.Keep(layer, u))];
        int images = known.Count + cues.Count;
        int[][] knownAnswers = Ablation.AnswersOfEach(
                [.. without, .. alone],
                model,
                known,
                device,
                progress: done => progress?.Invoke("ablation", done, images)
            ),
            cueAnswers = Ablation.AnswersOfEach(
                without,
                model,
                cues,
                device,
                conflictRule,
                done => progress?.Invoke("ablation", known.Count + done, images)
            );
        bool[] right = AblationScore.Known(known.Labels, knownAnswers[0]),
            byShape = AblationScore.Known(cues.Shape, cueAnswers[0]),
            byTexture = AblationScore.Known(cues.Texture, cueAnswers[0]);
        return
        [
            .. categories.Select(
                (category, c) =>
                    new CategoryAblation(
                        layer,
                        category.Key,
                        units[c].Length,
                        AblationScore.Drop(right, known.Labels, knownAnswers[1 + c]),
                        AblationScore.Keep(right, known.Labels, knownAnswers[without.Length + c]),
                        AblationScore.Drop(byShape, cues.Shape, cueAnswers[1 + c]),
                        AblationScore.Drop(byTexture, cues.Texture, cueAnswers[1 + c])
                    )
            ),
        ];
    }
}
