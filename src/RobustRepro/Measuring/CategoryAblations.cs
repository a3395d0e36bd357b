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
        int[][] units = [.. categories.Select(c => c.Select(d => d.Unit).ToArray())];
        Ablation nothing = Ablation.ZeroOut(layer);
        Ablation[] without = [nothing, .. units.Select(u => Ablation.ZeroOut(layer, u))];
        progress?.Invoke("ablation", 0, known.Count + cues.Count);
        int[][] intactAnswers = Ablation.AnswersOfEach(
                [.. without, .. units.Select(u => Ablation.Keep(layer, u))],
                model,
                known,
                device
            ),
            cueAnswers = Ablation.AnswersOfEach(without, model, cues, device, conflictRule);
        bool[] right = AblationScore.Known(known.Labels, intactAnswers[0]),
            byShape = AblationScore.Known(cues.Shape, cueAnswers[0]),
            byTexture = AblationScore.Known(cues.Texture, cueAnswers[0]);
        return
        [
            .. categories.Select(
                (category, i) =>
                    new CategoryAblation(
                        layer,
                        category.Key,
                        units[i].Length,
                        AblationScore.Drop(right, known.Labels, intactAnswers[1 + i]),
                        AblationScore.Keep(right, known.Labels, intactAnswers[1 + units.Length + i]),
                        AblationScore.Drop(byShape, cues.Shape, cueAnswers[1 + i]),
                        AblationScore.Drop(byTexture, cues.Texture, cueAnswers[1 + i])
                    )
            ),
        ];
    }
}
