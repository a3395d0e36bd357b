using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace RobustRepro.Reporting;

/// <summary>Builds HTML; all text and attribute values are escaped, except what <see cref="Raw"/> is given.</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder html = new();

    /// <summary>An element with content.</summary>
    /// <param name="attributes">Names and values.</param>
    public void Element(string tag, Action content, params (string Name, string Value)[] attributes)
    {
        Open(tag, attributes);
        content();
        html.Append($"</{tag}>\n");
    }

    /// <summary>An element with text.</summary>
    public void Element(string tag, string text, params (string Name, string Value)[] attributes) =>
        Element(tag, () => Text(text), attributes);

    /// <summary>An element that has no content, such as an image.</summary>
    public void Void(string tag, params (string Name, string Value)[] attributes)
    {
        Open(tag, attributes);
        html.Append('\n');
    }

    public void Text(string text) => html.Append(Encoder.Encode(text));

    /// <summary>Markup of the library's own making.</summary>
    public void Raw(string markup) => html.Append(markup);

    public override string ToString() => html.ToString();

    private void Open(string tag, (string Name, string Value)[] attributes)
    {
        html.Append('<').Append(tag);
        foreach ((string name, string value) in attributes)
            html.Append($" {name}=\"{Encoder.Encode(value)}\"");
        html.Append('>');
    }
}
