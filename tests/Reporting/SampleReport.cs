using RobustRepro.Claims;
using RobustRepro.Reporting;
using RobustRepro.Runtime;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Tests.Reporting;

/// <summary>A whole report of invented results, with every verdict and every kind of figure.</summary>
internal static class SampleReport
{
    private static readonly Lazy<Report> Built = new(Build);

    public static Report Report => Built.Value;

    private static Report Build()
    {
        ClaimResult seeds = SampleResults.Judge(ClaimRegistry.Find("shape-bias"), "googlenet", 0),
            shuffled = SampleResults.Judge(ClaimRegistry.Find("shape-bias"), "googlenet", 1, textureAlone: 0.05);
        return new(
            "RobustRepro: trifeature, three architectures",
            "Do adversarially trained networks (R) rely on shape where standard networks (S) rely on "
                + "texture? All results here are invented, to show what a report looks like: <b>nothing</b> "
                + "was measured & nothing was trained.",
            [
                Section("robust", [SampleFigures.AccuracyCurve("alexnet"), SampleFigures.AccuracyCurve()]),
                Section(
                    "shape-bias",
                    [SampleFigures.ShapeBias(), SampleFigures.Differences(ClaimRegistry.Find("shape-bias"))]
                ) with
                {
                    Published = Published(),
                },
                Section("texture-less", [SampleFigures.AccuracyBars()]),
                Section("shape-less", [SampleFigures.Differences(ClaimRegistry.Find("shape-less"))]),
            ],
            [
                new(
                    "S against another S, googlenet",
                    "Two standard networks that differ in their seed only. Neither should rely on shape "
                        + "more than the other.",
                    [Verdict.Inconclusive, Verdict.Undecidable],
                    seeds
                ),
                new(
                    "Shuffled labels, googlenet",
                    "Networks trained on labels dealt at random know no cue, so no measure may decide anything.",
                    [Verdict.Inconclusive],
                    shuffled,
                    "S (shuffled)",
                    "R (shuffled)"
                ),
            ],
            [SampleFigures.Differences(), SampleFigures.ImageGrid(), .. SampleUnitFigures.All()],
            [
                new("study", "trifeature"),
                new("git commit", "0123456789abcdef0123456789abcdef01234567"),
                new(
                    "weights of googlenet-standard-0",
                    "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                ),
                new("threads", "2"),
                new("libtorch", TorchRuntime.LibTorchVersion),
            ]
        );
    }

    private static ClaimSection Section(string claim, IReadOnlyList<Figure> figures) =>
        new(ClaimRegistry.Find(claim), SampleFigures.Results(ClaimRegistry.Find(claim)), figures);

    private static ResultTable Published() =>
        new(
            "Numbers on record",
            [Column.Text("network"), new("shape bias", 3), Column.Text("where")],
            [
                ["ResNet-50, ImageNet", 0.221, "Geirhos et al. 2019"],
                ["human observers", 0.959, "Geirhos et al. 2019"],
            ],
            ["Other images and other networks: for orientation, not for comparison."]
        );
}
