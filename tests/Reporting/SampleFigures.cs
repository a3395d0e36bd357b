using RobustRepro.Claims;
using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Tests.Reporting;

/// <summary>One figure of each kind, from invented results.</summary>
internal static class SampleFigures
{
    public static readonly IReadOnlyList<string> Architectures = ["alexnet", "googlenet", "resnet"];

    private static readonly string[] ArchitectureNames = ["AlexNet", "GoogLeNet", "ResNet"];

    /// <summary>Every verdict occurs.</summary>
    public static IReadOnlyList<ClaimResult> Results(Claim claim)
    {
        if (!Judged.TryGetValue(claim, out IReadOnlyList<ClaimResult>? results))
            Judged[claim] = results = Judge(claim);
        return results;
    }

    private static IReadOnlyList<ClaimResult> Judge(Claim claim) =>
        claim switch
        {
            ShapeBiasClaim =>
            [
                SampleResults.Judge(claim, "alexnet", 0.5),
                SampleResults.Judge(claim, "googlenet", 1),
                SampleResults.Judge(claim, "resnet", 0.9, textureAlone: 0.05),
            ],
            ShapeLessClaim =>
            [
                SampleResults.Judge(claim, "alexnet", 1),
                SampleResults.Judge(claim, "googlenet", 0),
                SampleResults.Judge(claim, "resnet", -1),
            ],
            _ => [.. Architectures.Select((a, i) => SampleResults.Judge(claim, a, 1 - 0.2 * i, seeds: i == 0 ? 1 : 3))],
        };

    public static IReadOnlyList<ClaimResult> AllResults() => [.. ClaimRegistry.All.SelectMany(Results)];

    // ten thousand resamples each: judged once
    private static readonly Dictionary<Claim, IReadOnlyList<ClaimResult>> Judged = [];

    public static Figure ShapeBias()
    {
        var series = new List<ShapeBiasSeries>();
        for (int i = 0; i < Architectures.Count; i++)
        {
            NetworkPair pair = SampleResults.Pairs(Architectures[i], 1 - 0.25 * i)[0];
            series.Add(
                new(
                    $"{ArchitectureNames[i]} S",
                    pair.Standard.Decisions[StimulusName.CueConflict],
                    ObserverGroup.Standard
                )
            );
            series.Add(
                new($"{ArchitectureNames[i]} R", pair.Robust.Decisions[StimulusName.CueConflict], ObserverGroup.Robust)
            );
        }
        series.Add(
            new(
                "human",
                SampleResults.Pairs("human", 1.5)[0].Robust.Decisions[StimulusName.CueConflict],
                ObserverGroup.Human
            )
        );
        return ShapeBiasFigure.Create("shape-bias", "Shape bias per category, trifeature", series);
    }

    public static Figure AccuracyCurve(string architecture = "googlenet") =>
        AccuracyCurveFigure.Create(
            $"accuracy-curve-{architecture}",
            $"Accuracy under attack, {architecture} on trifeature",
            SampleResults.Pairs(architecture, 1)
        );

    public static Figure AccuracyBars() =>
        AccuracyBarsFigure.Create(
            "accuracy-bars",
            "Accuracy without texture, and without shape, googlenet on trifeature",
            SampleResults.Pairs("googlenet", 1),
            [
                StimulusName.Silhouettes,
                StimulusName.Contours,
                StimulusName.Flat,
                StimulusName.Scrambled,
                StimulusName.TexturePatches,
                "never shown",
            ]
        );

    public static Figure Differences() =>
        DifferenceFigure.Create("differences", "All claims on trifeature", AllResults());

    public static Figure Differences(Claim claim) =>
        DifferenceFigure.Create($"differences-{claim.Id}", $"{claim.Quantity}: R − S on trifeature", Results(claim));

    public static Figure ImageGrid()
    {
        using StimulusSet intact = TrifeatureGenerator.Matched("intact", 8, 7);
        using StimulusSet silhouettes = TrifeatureGenerator.Matched(
            "silhouettes",
            8,
            7,
            TrifeatureRendering.Silhouette
        );
        using StimulusSet patches = TrifeatureGenerator.Matched("patches", 8, 7, TrifeatureRendering.TexturePatch);
        return ImageGridFigure.Create(
            "stimuli",
            "Stimuli of the trifeature study",
            "Eight images as they are, and without one of their cues. The answer of GoogLeNet S stands under each.",
            [
                new("intact", intact.Images, [.. intact.Labels.Select(l => intact.Classes[l])]),
                new("silhouettes", silhouettes.Images),
                new(
                    "texture patches over the whole image",
                    patches.Images,
                    [.. patches.Labels.Select(l => $"S says {patches.Classes[l]}")]
                ),
            ],
            columns: [.. intact.Labels.Select(l => intact.Classes[l])]
        );
    }
}
