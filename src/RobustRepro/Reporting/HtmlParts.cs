using System.Globalization;
using RobustRepro.Reporting.Figures;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>The parts that sections of the report are made of: tables, figures, badges.</summary>
internal static class HtmlParts
{
    /// <summary>A result table, scrolling inside its own box where the page is narrow.</summary>
    /// <param name="caption">Replaces the table's title.</param>
    public static void Table(this HtmlWriter html, ResultTable table, string? caption = null, bool withNotes = true)
    {
        bool[] numeric = [.. table.Columns.Select((_, i) => ResultTableText.IsNumeric(table, i))];
        void Cell(string tag, int column, string text) =>
            html.Element(tag, text, numeric[column] ? [("class", "number")] : []);
        html.Scrolling(() =>
            html.Element(
                "table",
                () =>
                {
                    html.Element("caption", caption ?? table.Title);
                    html.Element(
                        "thead",
                        () =>
                            html.Element(
                                "tr",
                                () =>
                                {
                                    for (int i = 0; i < table.Columns.Count; i++)
                                        Cell("th", i, table.Columns[i].Name);
                                }
                            )
                    );
                    html.Element(
                        "tbody",
                        () =>
                        {
                            foreach (object?[] row in table.Rows)
                                html.Element("tr", () => Row(html, table, row, numeric));
                        }
                    );
                }
            )
        );
        if (withNotes)
        {
            foreach (string note in table.Notes)
                html.Element("p", note, ("class", "note"));
        }
    }

    /// <summary>A figure with its caption, and the numbers it draws, folded.</summary>
    public static void Figure(this HtmlWriter html, Figure figure) =>
        html.Element(
            "figure",
            () =>
            {
                html.Scrolling(() =>
                {
                    if (figure.Svg is not null)
                        html.Raw(Accessible(figure));
                    else if (figure.Png is not null)
                        html.Void(
                            "img",
                            ("src", "data:image/png;base64," + Convert.ToBase64String(figure.Png)),
                            ("alt", figure.Title),
                            ("width", ShownWidth(figure.Png).ToString(CultureInfo.InvariantCulture))
                        );
                });
                html.Element(
                    "figcaption",
                    () =>
                    {
                        html.Element("strong", figure.Title + ".");
                        html.Text(" " + figure.Caption);
                    }
                );
                html.Folded("The numbers drawn", () => html.Table(figure.Data));
            },
            ("id", $"figure-{figure.Id}")
        );

    /// <summary>Something the reader may open.</summary>
    public static void Folded(this HtmlWriter html, string summary, Action content) =>
        html.Element(
            "details",
            () =>
            {
                html.Element("summary", summary);
                content();
            }
        );

    /// <summary>A verdict in words, on its colour.</summary>
    public static void Badge(this HtmlWriter html, Verdict verdict) =>
        html.Element("span", verdict.ToString(), ("class", $"badge {ClassOf(verdict)}"));

    public static string ClassOf(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static void Row(HtmlWriter html, ResultTable table, object?[] row, bool[] numeric)
    {
        for (int i = 0; i < row.Length; i++)
        {
            string text = ResultTableText.Cell(row[i], table.Columns[i]);
            if (numeric[i])
                html.Element("td", text.Replace('-', '−'), ("class", "number"));
            else if (Enum.TryParse(text, out Verdict verdict) && Enum.IsDefined(verdict) && !char.IsDigit(text[0]))
                html.Element("td", () => html.Badge(verdict));
            else
                html.Element("td", text);
        }
    }

    /// <summary>A box that scrolls sideways by itself and can be reached with the keyboard.</summary>
    private static void Scrolling(this HtmlWriter html, Action content) =>
        html.Element("div", content, ("class", "scroll"), ("tabindex", "0"));

    private static string Accessible(Figure figure)
    {
        var label = new HtmlWriter();
        label.Text(figure.Title);
        return figure.Svg!.Replace("<svg ", $"<svg role=\"img\" aria-label=\"{label}\" ", StringComparison.Ordinal);
    }

    /// <summary>Contact sheets hold more pixels than they are shown with. The width stands at a fixed place of every
    /// PNG file.</summary>
    private static int ShownWidth(byte[] png) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)) / ImageGridFigure.Density;
}
