using RobustRepro.Files;
using RobustRepro.Measures;

namespace RobustRepro.Studies.PublishedDecisions;

/// <summary>A network or person whose published decisions were found.</summary>
/// <param name="Name">From the file name, unique in its folder.</param>
/// <param name="FileName">Without folder.</param>
/// <param name="Subject">What the file's own <c>subj</c> column says; not unique.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
/// <param name="Decisions">In the order of the file, under the unique name.</param>
public sealed record DecisionObserver(string Name, string FileName, string Subject, string Sha256, Decisions Decisions)
{
    /// <summary>Whether both projects' naming rule marks the observer as a person.</summary>
    public bool IsHuman => ObserverName.Of(FileName).Short.StartsWith("subject-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Over all cue-conflict trials.</summary>
    public ShapeBias Bias { get; } = ShapeBias.Of(Decisions);

    /// <summary>Per category of the shape.</summary>
    public IReadOnlyList<ShapeBias> PerCategory { get; } = ShapeBias.PerCategory(Decisions);

    /// <summary>Says that cue conflicts have several trials each; null where each has one.</summary>
    public string? Repeated
    {
        get
        {
            string[] images =
            [
                .. Decisions
                    .Images.Where((_, trial) => Decisions.Texture[trial] >= 0)
                    .CountBy(image => image, StringComparer.Ordinal)
                    .Where(image => image.Value > 1)
                    .Select(image => image.Key),
            ];
            return images.Length == 0
                ? null
                : $"{FileName}: images with several trials: {images.Length}, the first "
                    + $"'{CsvTable.Printable(images[0])}'; each trial counts: take out what is doubled";
        }
    }

    /// <summary>File name and hash, as results quote them.</summary>
    public string Provenance => $"{FileName}, SHA-256 {Sha256}";
}
