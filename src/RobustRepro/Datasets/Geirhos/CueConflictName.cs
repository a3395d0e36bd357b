using System.Text.RegularExpressions;
using RobustRepro.Files;

namespace RobustRepro.Datasets.Geirhos;

/// <summary>What the name of a cue-conflict image says: <c>cat7-dog3.png</c> is the shape of cat 7 with the texture of
/// dog 3.</summary>
internal sealed partial record CueConflictName(string Shape, int ShapeNumber, string Texture, int TextureNumber)
{
    /// <param name="fileName">Without folders.</param>
    /// <param name="folder">The class whose folder it lies in.</param>
    /// <param name="words">Known classes.</param>
    /// <param name="source">The file, as errors name it.</param>
    /// <exception cref="InvalidInputException">The name has another form, its shape is not the folder's, or the texture
    /// is no known class.</exception>
    public static CueConflictName Parse(string fileName, string folder, IReadOnlyList<string> words, string source)
    {
        Match match = Form().Match(fileName);
        if (!match.Success)
            throw new InvalidInputException(
                $"{source}: the name does not say shape and texture; expected a form like cat7-dog3.png"
            );
        string shape = match.Groups["shape"].Value,
            texture = match.Groups["texture"].Value;
        if (shape != folder)
            throw new InvalidInputException(
                $"{source}: the name says shape {shape}, the folder {CsvTable.Printable(folder)}"
            );
        return words.Contains(texture)
            ? new(
                shape,
                int.Parse(match.Groups["shapeNumber"].Value),
                texture,
                int.Parse(match.Groups["textureNumber"].Value)
            )
            : throw new InvalidInputException(
                $"{source}: unknown texture '{texture}'; known: {string.Join(", ", words)}"
            );
    }

    [GeneratedRegex(
        @"^(?<shape>[a-z]+)(?<shapeNumber>\d{1,6})-(?<texture>[a-z]+)(?<textureNumber>\d{1,6})\.(?i:png|jpg|jpeg)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
