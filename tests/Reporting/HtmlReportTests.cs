using System.Net;
using System.Text.RegularExpressions;
using RobustRepro.Reporting;

namespace RobustRepro.Tests.Reporting;

public sealed partial class HtmlReportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("report").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Report_asks_for_nothing_from_outside()
    {
        string html = HtmlReport.Html(SampleReport.Report);
        References()
            .Matches(html)
            .Select(m => m.Groups["target"].Value)
            .Should()
            .OnlyContain(target => target.StartsWith('#') || target.StartsWith("data:", StringComparison.Ordinal));
        Require(WebUtility.HtmlDecode(html), "default-src 'none'");
        Forbid(html, "<script", "@import");
    }

    [Fact]
    public void Text_is_escaped()
    {
        string html = HtmlReport.Html(SampleReport.Report);
        Require(html, "&lt;b&gt;nothing&lt;/b&gt;");
        Forbid(html, "<b>nothing");
        var hostile = SampleReport.Report with
        {
            Title = "</title><script>alert(1)</script>",
            Provenance = [new("\"<img src=x onerror=y>", "'<svg onload=z>")],
        };
        Forbid(HtmlReport.Html(hostile), "<script", "<img src=x", "<svg onload");
    }

    [Fact]
    public void Every_verdict_stands_in_words()
    {
        string html = HtmlReport.Html(SampleReport.Report);
        foreach (string verdict in new[] { "Supported", "Contradicted", "Inconclusive", "Undecidable" })
            Require(html, $"class=\"badge {verdict.ToLowerInvariant()}\">{verdict}</span>");
        Require(
            html,
            "as predicted",
            "the claim predicts it below",
            "includes 0",
            "S is not shown to recognise one cue alone (accuracy, texture patches) above chance",
            "not as expected",
            "another S"
        );
    }

    [Fact]
    public void Ids_are_unique()
    {
        string[] ids = [.. Ids().Matches(HtmlReport.Html(SampleReport.Report)).Select(m => m.Groups[1].Value)];
        ids.Should().OnlyHaveUniqueItems().And.Contain("claim-shape-bias");
        Report report = SampleReport.Report with { Gallery = [SampleFigures.AccuracyCurve()] };
        FluentActions
            .Invoking(() => HtmlReport.Html(report))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("two figures of the report have the id 'accuracy-curve-googlenet'*");
    }

    [Fact]
    public void Tables_and_figures_lie_beside_the_page()
    {
        string index = HtmlReport.Write(SampleReport.Report, folder);
        index.Should().Be(Path.Combine(folder, "index.html"));
        File.ReadAllText(Path.Combine(folder, "tables", "shape-bias-googlenet-trifeature.txt"))
            .Should()
            .StartWith("shape-bias: shape bias, googlenet on trifeature\n===");
        Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Should()
            .Contain([
                "figures/shape-bias.svg",
                "figures/stimuli.png",
                "tables/figure-shape-bias.txt",
                "tables/shape-bias-published.txt",
                "tables/control-1-s-against-another-s-googlenet.txt",
            ])
            .And.NotContain(f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Report_is_the_same_every_time() =>
        (HtmlReport.Html(SampleReport.Report) == HtmlReport.Html(SampleReport.Report)).Should().BeTrue();

    [ChromiumFact]
    public void A_browser_shows_it_without_complaint()
    {
        string index = HtmlReport.Write(SampleReport.Report, folder);
        (string page, string log) = Chromium.Load(index);
        Require(page, "claim-shape-bias");
        log.Split('\n').Where(l => l.Contains("CONSOLE", StringComparison.Ordinal)).Should().BeEmpty();
    }

    /// <summary>A headless window has a least width; a frame has none. The script is that of the page around
    /// it.</summary>
    [ChromiumFact]
    public void The_page_never_scrolls_sideways()
    {
        string html = WebUtility.HtmlEncode(HtmlReport.Html(SampleReport.Report));
        int[] widths = [400, 768, 1280];
        string frames = string.Concat(
            widths.Select(w => $"<iframe style=\"width:{w}px;height:900px;border:0\" srcdoc=\"{html}\"></iframe>")
        );
        string wrapper = Path.Combine(folder, "frames.html");
        File.WriteAllText(
            wrapper,
            $$"""
            <!DOCTYPE html><meta charset="utf-8">{{frames}}<pre id="widths"></pre>
            <script>
            addEventListener('load', () => document.getElementById('widths').textContent =
              [...document.querySelectorAll('iframe')].map(f => f.contentDocument.documentElement)
                .map(page => page.clientWidth + ':' + page.scrollWidth).join(' '));
            </script>
            """
        );

        (string page, _) = Chromium.Load(wrapper, "--window-size=1600,1000");

        int[][] measured =
        [
            .. Widths().Match(page).Groups[1].Value.Split(' ').Select(w => w.Split(':').Select(int.Parse).ToArray()),
        ];
        measured.Should().HaveCount(widths.Length);
        // a scroll bar may take some of the frame's width
        measured.Select((m, i) => widths[i] - m[0]).Should().OnlyContain(bar => bar >= 0 && bar <= 20);
        measured.Should().OnlyContain(m => m[1] <= m[0]);
    }

    // the page is too long to be printed by a failing assertion
    private static void Require(string html, params string[] texts) =>
        texts.Should().OnlyContain(text => html.Contains(text, StringComparison.Ordinal));

    private static void Forbid(string html, params string[] texts) =>
        texts.Should().OnlyContain(text => !html.Contains(text, StringComparison.Ordinal));

    [GeneratedRegex("(?:\\bsrc|\\bhref|\\bsrcset|\\bxlink:href)=\"(?<target>[^\"]*)\"|url\\((?<target>[^)]*)\\)")]
    private static partial Regex References();

    [GeneratedRegex("\\bid=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("<pre id=\"widths\">([0-9: ]+)</pre>")]
    private static partial Regex Widths();
}
