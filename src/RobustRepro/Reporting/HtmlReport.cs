using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Files;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>
/// The report as one self-contained HTML file: drawings inside, pictures as data, no script, and a policy that forbids
/// every request, so that it reads the same from a disk, an archive or an e-mail, today and in ten years.
/// </summary>
public static class HtmlReport
{
    private const string Index = "index.html",
        TablesFolder = "tables",
        FiguresFolder = "figures";

    /// <summary>Writes <c>index.html</c>, and beside it <c>tables/*.txt</c> and <c>figures/*.svg|png</c> for use
    /// elsewhere: all of them or none. Tables and figures of an earlier report go, since beside the new page they would
    /// pass for its own.</summary>
    /// <param name="beside">Further files of the same report, each a name and its text.</param>
    /// <returns>The path of <c>index.html</c>.</returns>
    public static string Write(Report report, string folder, params IReadOnlyList<(string Name, string Text)> beside)
    {
        using var staged = new StagedFolder(folder);
        foreach ((string name, IReadOnlyList<ResultTable> tables) in Tables(report))
            AtomicFile.WriteText(
                Path.Combine(staged.Folder, TablesFolder, name + ".txt"),
                ResultTableText.Write(tables)
            );
        foreach (Figure figure in Figures(report))
            figure.Save(Path.Combine(staged.Folder, FiguresFolder));
        foreach ((string name, string text) in beside)
            AtomicFile.WriteText(Path.Combine(staged.Folder, name), text);
        AtomicFile.WriteText(Path.Combine(staged.Folder, Index), Html(report));
        staged.Publish(Index, (TablesFolder, "*.txt"), (FiguresFolder, "*.svg"), (FiguresFolder, "*.png"));
        return Path.Combine(folder, Index);
    }

    /// <summary>The page.</summary>
    public static string Html(Report report)
    {
        string? twice = Figures(report).GroupBy(f => f.Id).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
            throw new ArgumentException($"two figures of the report have the id '{twice}'", nameof(report));

        var html = new HtmlWriter();
        html.Raw("<!DOCTYPE html>\n");
        html.Element(
            "html",
            () =>
            {
                html.Element("head", () => Head(html, report));
                html.Element("body", () => html.Element("main", () => Body(html, report)));
            },
            ("lang", "en")
        );
        return html.ToString();
    }

    private static void Head(HtmlWriter html, Report report)
    {
        html.Void("meta", ("charset", "utf-8"));
        html.Void(
            "meta",
            ("http-equiv", "Content-Security-Policy"),
            ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
        );
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Element("title", report.Title);
        html.Element("style", () => html.Raw(Style()));
    }

    private static void Body(HtmlWriter html, Report report)
    {
        html.Element(
            "header",
            () =>
            {
                html.Element("h1", report.Title);
                html.Element("p", report.Summary, ("class", "summary"));
            }
        );
        if (report.Rule is null)
            html.Matrix(report.Sections);
        else
            html.TrendMatrix(report.Sections);
        if (report.Headlines is not null)
            html.Folded(
                report.Rule is null
                    ? "Numbers: every claim over all architectures"
                    : "Numbers: every claim on the paper's architecture and norm",
                () => html.Table(report.Headlines)
            );
        html.LeftOut(report.LeftOut);
        html.Element(
            "nav",
            () =>
            {
                foreach (ClaimSection section in report.Sections)
                    html.Element("a", section.Claim.Id, ("href", $"#claim-{section.Claim.Id}"));
                if (report.Controls.Count > 0)
                    html.Element("a", "controls", ("href", "#controls"));
                if (report.Gallery.Count > 0)
                    html.Element("a", "gallery", ("href", "#gallery"));
                html.Element("a", "provenance", ("href", "#provenance"));
            }
        );
        foreach (ClaimSection section in report.Sections)
        {
            if (section.Trends.Count > 0)
                html.Trends(section);
            else
                html.Claim(section);
        }
        if (report.Controls.Count + report.ControlTables.Count > 0)
            html.Controls(report.Controls, report.ControlTables);
        if (report.Gallery.Count > 0)
            html.Gallery(report.Gallery);
        html.Provenance(report.Provenance, report.Rule);
    }

    private static IEnumerable<Figure> Figures(Report report) =>
        report.Sections.SelectMany(s => s.Figures).Concat(report.Gallery);

    private static IEnumerable<(string Name, IReadOnlyList<ResultTable> Tables)> Tables(Report report)
    {
        foreach (ClaimSection section in report.Sections)
        {
            foreach (ClaimResult result in section.Results)
                yield return (
                    FileName($"{section.Claim.Id}-{result.Architecture}-{result.Study}"),
                    [result.Table, .. result.Details]
                );
            foreach (TrendResult result in section.Trends)
                yield return (FileName($"{section.Claim.Id}-{result.Networks}-{result.Study}"), result.Tables);
            if (section.Published is not null)
                yield return (FileName($"{section.Claim.Id}-published"), [section.Published]);
        }
        if (report.Headlines is not null)
            yield return ("headlines", [report.Headlines]);
        for (int i = 0; i < report.Controls.Count; i++)
            yield return (
                FileName($"control-{i + 1}-{report.Controls[i].Label}"),
                [report.Controls[i].Result.Table, .. report.Controls[i].Result.Details]
            );
        foreach (ResultTable table in report.ControlTables)
            yield return (FileName($"control-{table.Title}"), [table]);
        foreach (Figure figure in Figures(report))
            yield return (FileName($"figure-{figure.Id}"), [figure.Data]);
    }

    /// <summary>Lower case letters, digits and hyphens: whatever a name contains, it stays in its folder.</summary>
    private static string FileName(string name) =>
        string.Join(
            '-',
            new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );

    /// <summary>The style sheet, with the colours that figures use.</summary>
    private static string Style()
    {
        using Stream stream =
            typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("the report's style sheet is not embedded");
        using var reader = new StreamReader(stream);
        IEnumerable<string> verdicts = Enum.GetValues<Verdict>()
            .Select(v => $"--{HtmlParts.ClassOf(v)}: {ReportColors.Of(v)};");
        return $":root {{ {string.Join(' ', verdicts)} }}\n{reader.ReadToEnd()}";
    }
}
