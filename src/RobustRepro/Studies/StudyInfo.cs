namespace RobustRepro.Studies;

/// <summary>What a study says of itself. What takes reading images is worked out when it is first asked for.</summary>
/// <param name="name">On the command line and in tables.</param>
/// <param name="description">One line for the report: what the images are, and how many.</param>
/// <param name="provenance">What the numbers rest on besides weights: a key and a value per line of the report's
/// provenance; null for nothing.</param>
/// <param name="missing">What was not given; null for nothing.</param>
public sealed class StudyInfo(
    string name,
    Func<string> description,
    Func<IReadOnlyList<(string Key, string Value)>>? provenance = null,
    Func<IReadOnlyList<MissingInput>>? missing = null
)
{
    private readonly Lazy<string> lazyDescription = new(description);
    private readonly Lazy<IReadOnlyList<(string, string)>> lazyProvenance = new(provenance ?? (() => []));
    private readonly Lazy<IReadOnlyList<MissingInput>> lazyMissing = new(missing ?? (() => []));

    public string Name => name;

    public string Description => lazyDescription.Value;

    public IReadOnlyList<(string Key, string Value)> Provenance => lazyProvenance.Value;

    public IReadOnlyList<MissingInput> Missing => lazyMissing.Value;

    /// <summary>By claim: what the study's images make of it. Shown in the report, whatever the verdict.</summary>
    public IReadOnlyDictionary<string, string> Remarks { get; init; } = new Dictionary<string, string>();

    /// <summary>Tables beside the claims; printed, and shown among the controls.</summary>
    public IReadOnlyList<IStudyTable> Tables { get; init; } = [];

    /// <summary>Studies, by the names that published numbers have them under, whose networks are those of this
    /// one.</summary>
    public IReadOnlyList<string> SameNetworksAs { get; init; } = [];
}
