using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Models;

namespace RobustRepro.Checkpoints;

/// <summary>What <c>models convert</c> writes beside the weights, so that nothing that the original said is
/// lost.</summary>
internal static class CheckpointMetadata
{
    private const string Mean = "mean";
    private const string Deviation = "std";
    private const string Transform = "transform_input";

    public static Dictionary<string, string> Of(CheckpointFile file, Architecture? architecture, bool? transformInput)
    {
        var metadata = new Dictionary<string, string>(file.Metadata)
        {
            ["source"] = Path.GetFileName(file.FilePath),
            ["converted"] = file.Summary.ToString(),
        };
        if (architecture is not null)
            metadata["architecture"] = architecture.Name;
        if (file.Summary.Normalization is { } normalization)
        {
            metadata[Mean] = Text(normalization.Mean);
            metadata[Deviation] = Text(normalization.Std);
        }
        if (architecture?.TakesInputTransform == true)
        {
            if (InputTransform.Of(file, transformInput).On is { } on)
                metadata[Transform] = on ? "true" : "false";
        }
        return metadata;
    }

    public static IEnumerable<KeyValuePair<string, Normalization>> Normalization(
        string path,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        if (metadata.TryGetValue(Mean, out string? mean) && metadata.TryGetValue(Deviation, out string? deviation))
            yield return new($"metadata '{Mean}'", new(Numbers(path, Mean, mean), Numbers(path, Deviation, deviation)));
    }

    /// <summary>What it says, or null.</summary>
    public static bool? TransformsInput(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(Transform, out string? value)
            ? value.Equals("true", StringComparison.OrdinalIgnoreCase)
            : null;

    private static string Text(float[] values) =>
        string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static float[] Numbers(string path, string key, string text)
    {
        float[] numbers =
        [
            .. text.Split(' ')
                .Select(t =>
                    float.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
                        ? number
                        : float.NaN
                ),
        ];
        return numbers.Length == 3 && numbers.All(float.IsFinite)
            ? numbers
            : throw new InvalidInputException(
                $"{path}: '{key}' in its metadata is '{Printable.Name(text)}', expected three numbers"
            );
    }
}
