using ScottPlot;
using SkiaSharp;

namespace RobustRepro.Reporting;

/// <summary>
/// The fonts of all figures, shipped inside the library: without any font on the machine ScottPlot leaves out all text
/// without a word, and with other fonts on it figures differ from machine to machine.
/// </summary>
internal static class ReportFonts
{
    /// <summary>The family, as figures name it.</summary>
    public const string Family = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> LazyRegular = new(() => Load("DejaVuSans.ttf"));
    private static readonly Lazy<SKTypeface> LazyBold = new(() => Load("DejaVuSans-Bold.ttf"));
    private static readonly Lazy<bool> Registration = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new EmbeddedFontResolver());
        Fonts.Default = Fonts.Sans = Family;
        return true;
    });

    public static SKTypeface Regular => LazyRegular.Value;

    public static SKTypeface Bold => LazyBold.Value;

    /// <summary>Makes ScottPlot draw with these fonts. Call before a plot is made; once is enough, more do no
    /// harm.</summary>
    public static void Register() => _ = Registration.Value;

    private static SKTypeface Load(string resource)
    {
        using Stream stream =
            typeof(ReportFonts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the font {resource} is not embedded");
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
