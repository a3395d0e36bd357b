using System.Xml.Linq;
using RobustRepro.Reporting;

namespace RobustRepro.Tests.Reporting;

/// <summary>What a figure says.</summary>
internal static class FigureWords
{
    /// <summary>The texts of its drawing, in the order in which they are drawn.</summary>
    public static string[] Words(Figure figure) =>
        [
            .. XDocument
                .Parse(figure.Svg!)
                .Descendants()
                .Where(e => e.Name.LocalName == "text")
                .Select(e => e.Value.Trim('\n', '\t')),
        ];
}
