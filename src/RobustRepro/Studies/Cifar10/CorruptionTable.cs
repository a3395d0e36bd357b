using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tables;

namespace RobustRepro.Studies.Cifar10;

/// <summary>Errors of networks under the corruptions of CIFAR-10-C, relative to a baseline among them (mCE of Hendrycks
/// and Dietterich 2019).</summary>
/// <param name="study">Name of the study, for the title.</param>
/// <param name="images">So many of each set, its first: sets may differ in size.</param>
internal sealed class CorruptionTable(string study, int images) : IStudyTable
{
    private static readonly StimulusName Deciding = StimulusName.Corrupted(OodNoiseClaim.Corruption, 1);

    private static readonly string[] Corruptions = [.. DistortionCatalogue.Corruptions.Select(c => c.Name)];

    /// <summary>The stimulus sets that it reads.</summary>
    public static IReadOnlyList<StimulusName> Sets => CorruptionRows.Sets;

    /// <summary>It stands beside a claim on noise.</summary>
    public IReadOnlyList<StimulusName> Reads(IReadOnlyList<Claim> judged) =>
        judged.Any(c => c.DecidedOn.Contains(Deciding)) ? [StimulusName.Intact, .. Sets] : [];

    public ResultTable? Of(IReadOnlyDictionary<string, NetworkPair> pairs) =>
        pairs.Values.All(p => p.Standard.Decisions.ContainsKey(Deciding))
            ? Of([.. pairs.Values.SelectMany(p => new[] { p.Standard, p.Robust })])
            : null;

    /// <summary>A row per corruption, a column per network.</summary>
    /// <param name="networks">With answers to all <see cref="Sets"/>; the first is the baseline.</param>
    internal ResultTable Of(IReadOnlyList<NetworkMeasurements> networks)
    {
        string baseline = networks[0].Name;
        IReadOnlyDictionary<string, IReadOnlyList<double>>[] errors =
        [
            .. networks.Select(n =>
                Corruptions.ToDictionary(
                    c => c,
                    c => (IReadOnlyList<double>)[.. CorruptionRows.SetsOf(c).Select(set => Error(n, set))]
                )
            ),
        ];
        MeanCorruptionError[] relative =
        [
            .. networks.Select((n, i) => MeanCorruptionError.Of(n.Name, errors[i], baseline, errors[0])),
        ];
        return new(
            $"corruption error, {study}: errors under corruption over those of {baseline}, in per cent",
            [Column.Text("corruption"), .. networks.Select(n => new Column(n.Name, 1, 3))],
            [
                .. Corruptions.Select(
                    (name, c) => (object?[])[name, .. relative.Select(r => (object)r.Corruptions[c].Value)]
                ),
                ["mean (mCE)", .. relative.Select(r => (object)r.Value)],
                [
                    "error under corruption, mean",
                    .. errors.Select(e => (object)(100 * e.Values.Average(rates => rates.Average()))),
                ],
                ["error without", .. networks.Select(n => (object)(100 * Error(n, StimulusName.Intact)))],
            ],
            [
                $"Each over the first {images} test images at five severities; below 100 a network errs "
                    + $"less than {baseline}. Without frost, which needs photographs of frost.",
                "One network of each kind; over all runs, with intervals, the families stand under ood-noise.",
            ]
        );
    }

    private double Error(NetworkMeasurements network, StimulusName set) =>
        1 - network.Decisions[set].Take(images).Accuracy.Value;
}
