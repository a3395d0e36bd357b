using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>R gains more clean accuracy from width than S.</summary>
public sealed class CapacityClaim() : Claim("capacity", "clean accuracy gained per doubling of width", Sign.Positive)
{
    /// <summary>From here on S is at its ceiling and cannot gain.</summary>
    internal const double Ceiling = 0.98;

    /// <summary>A slope is half a difference of accuracies, so that fewer flipped images show.</summary>
    protected internal override double Tolerance => 0.01;

    public override bool IsExtension => true;

    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.AccuracyOverWidth];

    public override IReadOnlyList<StimulusName> Needs => [StimulusName.Intact];

    public override MeasurementParts Parts =>
        MeasurementParts.Answers | MeasurementParts.AttackOfVerdict | MeasurementParts.Widths;

    public override bool AppliesTo(NetworkMeasurements network) =>
        base.AppliesTo(network) && network.OtherWidths.Count > 0;

    /// <summary>Networks alone that were also trained at other widths.</summary>
    public override Runs RunsOf(Runs all) => new([.. all.Standard.Where(AppliesTo)], [.. all.Robust.Where(AppliesTo)]);

    /// <exception cref="ArgumentException">The networks do not all have the same widths.</exception>
    public override Measured Read(Runs runs)
    {
        double[] widths = [.. AtWidths(runs.Standard[0]).Select(n => n.Width)];
        if (runs.All.Any(n => !AtWidths(n).Select(a => a.Width).SequenceEqual(widths)))
            throw new ArgumentException("all networks must have been trained at the same widths", nameof(runs));
        Comparison[] clean =
        [
            .. widths.Select((width, i) => At($"clean accuracy at width {Times(width)}", i, n => Clean(n).Accuracy)),
        ];
        double standard = clean[Array.IndexOf(widths, 1)].Standard.Mean;
        bool attacked = runs.All.All(n => AtWidths(n).All(a => a.Network.UnderAttack.Count > 0));
        return new(
            Slope(Quantity, Clean, 0, widths.Length),
            standard < Ceiling
                ? null
                : FormattableString.Invariant(
                    $"no room: S has {standard:0.000} at width 1, and from {Ceiling} on it cannot gain"
                ),
            [
                .. clean,
                .. attacked
                    ?
                    [
                        .. widths.Select(
                            (width, i) =>
                                At($"accuracy under attack at width {Times(width)}", i, n => Attacked(n).Accuracy)
                        ),
                        Slope("accuracy under attack gained per doubling", Attacked, 0, widths.Length),
                    ]
                    : Array.Empty<Comparison>(),
            ]
        )
        {
            Variants =
            [
                .. widths
                    .Skip(1)
                    .Select(
                        (width, i) =>
                            new Variant(
                                $"from width {Times(widths[i])} to {Times(width)} alone",
                                Slope(Quantity, Clean, i, 2)
                            )
                    ),
            ],
        };

        Comparison At(string quantity, int i, Func<NetworkMeasurements, RatioSample> read) =>
            runs.Compare(quantity, n => read(AtWidths(n)[i].Network));
        Comparison Slope(string quantity, Func<NetworkMeasurements, Decisions> of, int first, int count) =>
            runs.Compare(
                quantity,
                n => SlopeOf([.. AtWidths(n).Skip(first).Take(count).Select(a => (a.Width, of(a.Network)))]),
                MeasureScale.PerDoubling
            );
    }

    /// <summary>A network and its twins, from narrow to wide.</summary>
    internal static IReadOnlyList<(double Width, NetworkMeasurements Network)> AtWidths(NetworkMeasurements network) =>
        [.. new[] { (Width: 1.0, Network: network) }.Concat(network.OtherWidths).OrderBy(n => n.Width)];

    /// <summary>Answers to the test images as they are.</summary>
    internal static Decisions Clean(NetworkMeasurements network) => network.Decisions[StimulusName.Intact];

    /// <summary>Answers under the study's attack at the eps of training.</summary>
    internal static Decisions Attacked(NetworkMeasurements network) =>
        network.UnderAttack.First(a => a.Eps == network.TrainingEps).Answers;

    /// <summary>For each image, the slope of least squares of right (1) and wrong (0) over log2 of the width. Their
    /// mean is the slope of accuracy.</summary>
    private static RatioSample SlopeOf(IReadOnlyList<(double Width, Decisions Answers)> widths)
    {
        double[] doublings = [.. widths.Select(w => Math.Log2(w.Width))];
        double mean = doublings.Average(),
            squares = doublings.Sum(d => (d - mean) * (d - mean));
        double[] slopes =
        [
            .. Enumerable
                .Range(0, widths[0].Answers.Count)
                .Select(i => widths.Select((w, k) => w.Answers.IsCorrect(i) ? doublings[k] - mean : 0).Sum() / squares),
        ];
        return new(slopes, [.. slopes.Select(_ => 1.0)]);
    }

    private static string Times(double width) => FormattableString.Invariant($"{width}");
}
