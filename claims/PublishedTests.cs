using System.Runtime.CompilerServices;
using RobustRepro.Claims.Trends;
using RobustRepro.Reporting;
using RobustRepro.Studies.Published;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>What the published study comes to over all claims, and what stands beside them.</summary>
[Trait("Study", "published"), Trait("Claim", "all")]
public sealed class PublishedTests
{
    /// <summary>The name of the snapshot.</summary>
    public static string SnapshotName => HeadlineTests.SnapshotOf(PublishedStudy.Id);

    [PublishedNumbersFact]
    public void The_paper_s_architecture_and_norm()
    {
        VerificationResult result = PublishedNumbers.Result;
        Snapshot.Verify(
            SnapshotName,
            [
                TrendTables.Headlines(PublishedStudy.Id, result.TrendHeadlines),
                TrendTables.Points("resnet50 L2, eps by eps", [.. result.TrendHeadlines.Select(h => h.Result.Series)]),
                .. result.Tables,
            ]
        );
        // on record before the study was made
        result
            .TrendHeadlines.Single(h => h.Result.Claim.Id == "shape-bias")
            .Result.Series.Points.Select(p => (p.Eps, Math.Round(p.Value, 3)))
            .Should()
            .StartWith([(0, 0.207)])
            .And.EndWith([(5, 0.695)])
            .And.HaveCount(10);
    }

    [PublishedNumbersFact]
    public void Nothing_differs_from_the_record_and_the_report_shows_every_series()
    {
        VerificationResult result = PublishedNumbers.Result;
        VerificationOutcome
            .Problems(
                result,
                RecordedVerdicts.Load(StudyUnderTest.RecordOf(PublishedStudy.Id)),
                [.. result.Trends.Select(t => t.Architecture).Distinct()]
            )
            .Should()
            .BeEmpty();
        string page = HtmlReport.Html(VerificationReport.Build(result, [], TorchSharp.torch.CPU));
        page.Should().ContainAll(result.Trends.Select(t => $"<strong>{t.Networks}</strong>"));
        string json = VerdictsFile.Json(result, pair: false);
        json.Should().Contain("\"norm\": \"Linf\"").And.Contain("robust_resnet50_l2_eps0.01");
    }

    /// <summary>The drawings on docs/published.md are the report's; accepting writes them there.</summary>
    [PublishedNumbersFact]
    public void The_page_shows_the_figures_of_the_report()
    {
        string page = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "docs")),
            text = File.ReadAllText(Path.Combine(page, "published.md"));
        Figure[] figures =
        [
            .. PublishedNumbers
                .Result.Trends.GroupBy(t => t.Claim.Id)
                .SelectMany(g => ClaimFigures.Of((IReadOnlyList<TrendResult>)[.. g])),
        ];
        figures.Should().HaveCount(7, "two claims have a measure of their own by condition");
        foreach (Figure figure in figures)
        {
            if (Snapshot.Accepting)
                figure.Save(Path.Combine(page, "figures"));
            text.Should().Contain($"(figures/{figure.Id}.svg)");
            File.ReadAllText(Path.Combine(page, "figures", $"{figure.Id}.svg")).Should().Be(figure.Svg);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
