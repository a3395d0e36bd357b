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
        int[] intactAnswers = Accuracy.Answers(model, known, device),
            cueAnswers = Accuracy.Answers(model, cues, device, conflictRule);
        bool[] right = AblationScore.Known(known.Labels, intactAnswers),
            byShape = AblationScore.Known(cues.Shape, cueAnswers),
            byTexture = AblationScore.Known(cues.Texture, cueAnswers);
        IGrouping<string, UnitConcept>[] categories =
        [
            .. dissection
                .Detectors(DissectionRule.DecidingIou)
                .GroupBy(d => d.Concept.Category)
                .OrderBy(g => dissection.Catalogue.Categories.ToList().IndexOf(g.Key)),
        ];
        int images = 2 * known.Count + cues.Count;
        return
        [
            .. categories.Select(
                (category, done) =>
                {
                    progress?.Invoke("ablation", done * images, categories.Length * images);
                    int[] units = [.. category.Select(d => d.Unit)];
                    var without = Ablation.ZeroOut(layer, units);
                    int[] cuesWithout = without.Answers(model, cues, device, conflictRule);
                    return new CategoryAblation(
                        layer,
                        category.Key,
                        units.Length,
                        AblationScore.Drop(right, known.Labels, without.Answers(model, known, device)),
                        AblationScore.Keep(
                            right,
                            known.Labels,
                            Ablation.Keep(layer, units).Answers(model, known, device)
                        ),
                        AblationScore.Drop(byShape, cues.Shape, cuesWithout),
                        AblationScore.Drop(byTexture, cues.Texture, cuesWithout)
                    );
                }
            ),
        ];
    }
}
