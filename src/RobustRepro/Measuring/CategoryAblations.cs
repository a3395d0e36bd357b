using System.Globalization;
using RobustRepro.Measures;
using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;
using RobustRepro.Models;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Measuring;

/// <summary>Sets the best detectors of each category of concepts to zero, equally many of each and in every network,
/// beside as many random units.</summary>
/// <param name="labelled">Images with one label: intact, and distorted ones.</param>
/// <param name="conflict">Cue-conflict images.</param>
/// <param name="conflictRule">How cue-conflict images are answered; the others by the class with the highest
/// logit.</param>
internal sealed class CategoryAblations(
    IReadOnlyList<StimulusSet> labelled,
    StimulusSet conflict,
    AnswerRule conflictRule,
    torch.Device? device
)
{
    /// <summary>Units set to zero at once. A category that fewer units detect is left out: networks differ in how many
    /// detectors they have, and many units cost more than few.</summary>
    public const int UnitsAtOnce = 8;

    /// <summary>Draws of random units.</summary>
    private const int Draws = 5;

    /// <summary>A fifth of the sets is enough for a figure: 5 images per pair of cues.</summary>
    private const int LabelledImages = 200,
        ConflictImages = 450;

    /// <param name="units">Number of units that the layer has; below <see cref="UnitsAtOnce"/>, nothing is
    /// measured.</param>
    /// <param name="detectors">Each with its best concept.</param>
    public IReadOnlyList<CategoryAblation> Measure(
        NormalizedModel model,
        string layer,
        int units,
        IReadOnlyList<UnitConcept> detectors,
        Action<string, int, int>? progress = null
    )
    {
        IGrouping<string, UnitConcept>[] categories =
        [
            .. detectors.GroupBy(d => d.Concept.Category).Where(g => g.Count() >= UnitsAtOnce),
        ];
        if (units < UnitsAtOnce)
            return [];
        int[][] best =
        [
            .. categories.Select(c => c.OrderByDescending(d => d.Iou).Take(UnitsAtOnce).Select(d => d.Unit).ToArray()),
        ];
        int[][] random =
        [
            .. Enumerable
                .Range(0, Draws)
                .Select(draw =>
                    UnitSample.Of(
                        string.Create(CultureInfo.InvariantCulture, $"{layer}, draw {draw}"),
                        units,
                        UnitsAtOnce
                    )
                ),
        ];
        // the first takes nothing away
        Ablation[] without =
        [
            Ablation.ZeroOut(layer),
            .. best.Concat(random).Select(zeroed => Ablation.ZeroOut(layer, zeroed)),
        ];
        (string Images, RatioSample[] Drops)[] kinds =
        [
            .. labelled.SelectMany(set => Drops(set, LabelledImages, AnswerRule.HighestLogit)),
            .. Drops(conflict, ConflictImages, conflictRule),
        ];
        return
        [
            .. categories.Select(
                (category, c) =>
                    new CategoryAblation(
                        layer,
                        category.Key,
                        UnitsAtOnce,
                        [.. kinds.Select(k => new AblationLoss(k.Images, k.Drops[c]))]
                    )
            ),
            new(
                layer,
                CategoryAblation.RandomUnits,
                UnitsAtOnce,
                [.. kinds.Select(k => new AblationLoss(k.Images, Mean(k.Drops[categories.Length..])))]
            ),
        ];

        IEnumerable<(string, RatioSample[])> Drops(StimulusSet set, int most, AnswerRule rule)
        {
            using StimulusSet images = set.First(most);
            int[][] answers = Ablation.AnswersOfEach(
                without,
                model,
                images,
                device,
                rule,
                done => progress?.Invoke($"ablation, {set.Name}", done, images.Count)
            );
            foreach ((string cue, int[] labels) in Cues(images))
            {
                bool[] known = AblationScore.Known(labels, answers[0]);
                yield return (
                    $"{set.Name}{cue}",
                    [.. answers.Skip(1).Select(a => AblationScore.Drop(known, labels, a))]
                );
            }
        }
    }

    private IEnumerable<(string Cue, int[] Labels)> Cues(StimulusSet images) =>
        images.Name == conflict.Name
            ? [(", decided by shape", images.Shape), (", decided by texture", images.Texture)]
            : [("", images.Labels)];

    /// <summary>Image by image over the draws: an image counts once, however many draws there are.</summary>
    private static RatioSample Mean(RatioSample[] draws) =>
        new([.. draws[0].Numerators.Select((_, i) => draws.Average(d => d.Numerators[i]))], draws[0].Denominators);
}
