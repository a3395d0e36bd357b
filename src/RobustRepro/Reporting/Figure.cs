using RobustRepro.Files;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>A drawn figure with the numbers it draws: tests verify the numbers, since pixels depend on fonts.</summary>
/// <param name="Id">File name without extension, lower case, with hyphens.</param>
/// <param name="Caption">What to see in it, in one or two sentences.</param>
/// <param name="Data">Every number that is drawn.</param>
/// <param name="Svg">The drawing, or null where the figure is an image.</param>
/// <param name="Png">The image of a grid of pictures, or null where the figure is a drawing.</param>
public sealed record Figure(
    string Id,
    string Title,
    string Caption,
    ResultTable Data,
    string? Svg = null,
    byte[]? Png = null
)
{
    /// <summary>Writes the drawing or the picture into a folder, as <c>ID.svg</c> or <c>ID.png</c>; characters that no
    /// file name has become hyphens.</summary>
    public void Save(string folder)
    {
        string path = Path.Combine(folder, string.Join('-', Id.Split(Path.GetInvalidFileNameChars())));
        if (Svg is not null)
            AtomicFile.WriteText(path + ".svg", Svg);
        if (Png is not null)
            AtomicFile.Write(path + ".png", stream => stream.Write(Png));
    }
}
