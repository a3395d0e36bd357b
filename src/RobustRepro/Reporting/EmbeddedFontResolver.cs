using ScottPlot;
using SkiaSharp;

namespace RobustRepro.Reporting;

/// <summary>Answers ScottPlot's question for the report's font family from memory, and leaves other families to other
/// resolvers.</summary>
internal sealed class EmbeddedFontResolver : IFontResolver
{
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName == ReportFonts.Family
            ? bold
                ? ReportFonts.Bold
                : ReportFonts.Regular
            : null;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);
}
