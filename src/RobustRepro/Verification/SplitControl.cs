using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Runtime;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Verification;

/// <summary>
/// The control S against S: all splits of an architecture's S into halves are judged, one half in the place of R. There
/// is nothing to find, so the share of splits that support or contradict anything is a measured error rate. The splits
/// share their networks; the interval resamples claims and architectures. Images that are harder for all R have no part
/// in it: what tests that component of the rule is its calibration.
/// </summary>
/// <param name="Cells">Per claim and architecture, how often which verdict came out.</param>
public sealed record SplitControl(
    IReadOnlyList<(Claim Claim, string Architecture, IReadOnlyDictionary<Verdict, int> Verdicts)> Cells
)
{
    /// <summary>Fewer S than this have no two halves that say anything of their spread.</summary>
    public const int FewestStandard = 4;

    /// <summary>The calibration of the rule allows so much in any of its cases.</summary>
    public const double HighestRate = 0.08;

    /// <summary>Splits of an architecture's S that are judged at most.</summary>
    public const int MostSplits = 1000;

    /// <summary>A bootstrap over fewer claims and architectures makes an interval that is far too narrow; over a single
    /// one, a point.</summary>
    public const int FewestCells = 10;

    private const int Resamples = 2000;

    /// <summary>Share of all splits that support or contradict, with an interval by bootstrap over claims and
    /// architectures; undefined where nothing was split, the interval also where there are fewer than
    /// <see cref="FewestCells"/>.</summary>
    public Interval ErrorRate
    {
        get
        {
            (int Wrong, int All)[] cells = [.. Cells.Select(c => (Wrong(c.Verdicts), c.Verdicts.Values.Sum()))];
            if (cells.Length == 0)
                return new(double.NaN, double.NaN, double.NaN);
            if (cells.Length < FewestCells)
                return new(Rate(cells), double.NaN, double.NaN);
            return Bootstrap.Percentile(
                Rate(cells),
                Enumerable
                    .Range(0, Resamples)
                    .Select(i =>
                    {
                        var random = new SplitMixRandom(DecisionRule.Seed, i);
                        var drawn = new (int, int)[cells.Length];
                        for (int c = 0; c < drawn.Length; c++)
                            drawn[c] = cells[random.Below(cells.Length)];
                        return Rate(drawn);
                    })
            );
        }
    }

    /// <summary>Whether more is found than the rule's calibration allows.</summary>
    public bool FindsTooMuch => ErrorRate.Low > HighestRate;

    /// <param name="cases">Per claim and architecture, its S.</param>
    public static SplitControl Of(
        IEnumerable<(Claim Claim, string Architecture, IReadOnlyList<NetworkMeasurements> Standard)> cases
    ) =>
        new([
            .. cases
                .Where(c => c.Standard.Count >= FewestStandard)
                .AsParallel()
                .AsOrdered()
                .Select(c => (c.Claim, c.Architecture, Verdicts(c.Claim, c.Standard))),
        ]);

    /// <summary>A row per claim and architecture, and one for all.</summary>
    public ResultTable Table(string study)
    {
        Interval rate = ErrorRate;
        Dictionary<Verdict, int> all = Enum.GetValues<Verdict>()
            .ToDictionary(v => v, v => Cells.Sum(c => c.Verdicts.GetValueOrDefault(v)));
        return new(
            $"S against S, all splits into halves, {study}",
            [
                Column.Text("claim"),
                Column.Text("architecture"),
                new("splits", 0),
                .. Enum.GetValues<Verdict>().Select(v => new Column(v.Lower(), 0, 20)),
                new("decided", 3, 0.2),
                new("low", 3, 0.03),
                new("high", 3, 0.03),
            ],
            [
                .. Cells.Select(c => Row(c.Claim.Id, c.Architecture, c.Verdicts)),
                Row("all", "all", all, rate.Low, rate.High),
            ],
            [
                "decided: splits that support or contradict, the measured error rate; 5% is nominal. low, high: 95% "
                    + "bootstrap interval over claims and architectures.",
            ]
        );
    }

    private static object?[] Row(
        string claim,
        string architecture,
        IReadOnlyDictionary<Verdict, int> verdicts,
        double low = double.NaN,
        double high = double.NaN
    ) =>
        [
            claim,
            architecture,
            verdicts.Values.Sum(),
            .. Enum.GetValues<Verdict>().Select(v => (object?)verdicts.GetValueOrDefault(v)),
            Wrong(verdicts) / (double)verdicts.Values.Sum(),
            ClaimTables.OrNull(low),
            ClaimTables.OrNull(high),
        ];

    /// <summary>The verdicts on the splits of an architecture's S.</summary>
    private static Dictionary<Verdict, int> Verdicts(Claim claim, IReadOnlyList<NetworkMeasurements> standard)
    {
        // what is read of a network does not depend on the others, so that one reading serves all splits
        Measured measured = claim.Read(new Runs(standard, standard));
        Comparison whole = measured.Primary;
        return Halves(standard.Count)
            .Select(robust =>
                whole with
                {
                    Standard = Part(whole.Standard, robust, false),
                    Robust = Part(whole.Standard, robust, true),
                }
            )
            .CountBy(split => RowJudge.Judge(null, [split], claim.PredictedSign, measured.Invalid).Verdict)
            .ToDictionary();
    }

    /// <summary>Every way to call half of so many networks robust, of an even number each pair of halves once; as many
    /// as <see cref="MostSplits"/> by chance where there are more.</summary>
    private static IEnumerable<bool[]> Halves(int networks)
    {
        int half = networks / 2;
        bool even = networks % 2 == 0;
        if (Subsets.Count(networks, half) / (even ? 2 : 1) <= MostSplits)
            return Subsets.All(networks, half).Where(robust => !even || !robust[0]);
        var drawn = new List<bool[]>(MostSplits);
        var random = new SplitMixRandom(DecisionRule.Seed, networks);
        while (drawn.Count < MostSplits)
            drawn.Add(Subsets.Draw(networks, half, ref random));
        return drawn;
    }

    private static Arm Part(Arm arm, bool[] robust, bool chosen) =>
        new(
            [.. arm.Runs.Where((_, i) => robust[i] == chosen)],
            [.. arm.Resampled.Where((_, i) => robust[i] == chosen)]
        );

    private static int Wrong(IReadOnlyDictionary<Verdict, int> verdicts) =>
        verdicts.GetValueOrDefault(Verdict.Supported) + verdicts.GetValueOrDefault(Verdict.Contradicted);

    private static double Rate(IReadOnlyList<(int Wrong, int All)> cells) =>
        cells.Sum(c => c.Wrong) / (double)cells.Sum(c => c.All);
}
