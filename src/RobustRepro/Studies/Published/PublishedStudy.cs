using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Files;
using RobustRepro.Tables;

namespace RobustRepro.Studies.Published;

/// <summary>
/// Claims on what others measured of adversarially trained ImageNet networks: no images and no networks, only their
/// tables (docs/published.md). It is no <see cref="IStudy"/>, since there is nothing to measure: what it has are series
/// of numbers over eps, and the trend decides.
/// </summary>
public sealed class PublishedStudy
{
    /// <summary>Name on the command line and in tables.</summary>
    public const string Id = "published";

    /// <summary>The table of networks by measures, as the catalogue of data calls it.</summary>
    public const string BenchmarkData = "published-benchmark";

    /// <summary>The accuracies by strength of a distortion, as the catalogue of data calls them.</summary>
    public const string ConditionsData = "published-conditions";

    /// <summary>The paper's architecture among the published ones, and the benchmark's name of its family.</summary>
    private const string ResNet50 = "resnet50",
        ResNet50Family = "robust_resnet50";

    private const string NoBenchmark =
        $"no table of published measurements; get it with 'data get {BenchmarkData}', or set "
        + "Studies:Published:Benchmark";

    private const string NoConditions =
        $"no accuracies by strength of a distortion; get them with 'data get {ConditionsData}', or set "
        + "Studies:Published:Conditions";

    private static readonly string[] WithConditions = [ResNet50, "resnet18", "wide_resnet50_2"];

    private readonly string? benchmark;
    private readonly string? conditions;
    private readonly string architecture;
    private readonly bool ownTable;
    private readonly Lazy<SeriesOfBenchmark> ofBenchmark;
    private readonly Lazy<SeriesByCondition>? ofConditions;

    private PublishedStudy(string? benchmark, string family, string architecture, string? conditions, bool ownTable)
    {
        this.ownTable = ownTable;
        this.benchmark = benchmark;
        this.conditions = conditions;
        this.architecture = architecture;
        ofBenchmark = new(() => new(benchmark ?? throw new InvalidInputException(NoBenchmark), family, architecture));
        ofConditions = conditions is null ? null : new(() => new(conditions));
        Info = new(
            Id,
            () =>
                "Published measurements of ImageNet networks, one network per eps: no images, so that numbers have no "
                + "intervals and the trend over eps decides.",
            () => [.. Provenance()],
            () => [.. Missing()]
        );
    }

    /// <summary>What the study says of itself.</summary>
    public StudyInfo Info { get; }

    /// <summary>The claims that the tables have columns for.</summary>
    public IReadOnlyList<Claim> Claims { get; } = [.. PublishedClaims.All.Select(c => c.Claim)];

    /// <summary>The architectures whose series are there, the headline's first.</summary>
    public IReadOnlyList<string> Architectures => conditions is null ? [architecture] : WithConditions;

    /// <summary>The study of the suite, on the files that the settings name. Nothing is read yet.</summary>
    public static PublishedStudy Open(StudyInputs inputs) =>
        new(inputs.Benchmark, ResNet50Family, ResNet50, inputs.Conditions, ownTable: false);

    /// <summary>A family of networks in a table of the benchmark's shape.</summary>
    /// <param name="file">A CSV file with a column <c>model</c>.</param>
    /// <param name="family">What its networks' names begin with, before <c>_l2_eps0.5</c>.</param>
    public static PublishedStudy Open(string file, string family) => new(file, family, family, null, ownTable: true);

    /// <summary>One of the study's claims, by name.</summary>
    /// <exception cref="InvalidInputException">There is no such claim, or the study has no columns for it.</exception>
    public Claim Claim(string id) =>
        Claims.FirstOrDefault(c => c.Id == id)
        ?? throw new InvalidInputException(
            $"the {Id} study has no columns for claim '{ClaimRegistry.Find(id).Id}'; its claims: "
                + string.Join(", ", Claims.Select(c => c.Id))
        );

    /// <summary>Which columns a table of the user's own lacks where it has none that decide the claim, or null. A table
    /// that lacks some of them only is refused when they are read; so is the benchmark itself without any.</summary>
    /// <exception cref="InvalidInputException">The table is no such table.</exception>
    public string? WhyNot(Claim claim) => ownTable ? ofBenchmark.Value.Lacks(Of(claim).Primary) : null;

    /// <summary>The claim on every series of the architectures, the headline's first.</summary>
    /// <exception cref="InvalidInputException">A table was not given, lacks a column or a network, or a cell that the
    /// claim reads is empty or no number.</exception>
    public IReadOnlyList<TrendResult> Judge(Claim claim, IReadOnlyList<string> architectures)
    {
        PublishedClaim measured = Of(claim);
        return
        [
            .. architectures.SelectMany(a =>
                a == architecture
                    ? ofBenchmark.Value.Judge(measured, ofConditions?.Value)
                    : ofConditions?.Value.Judge(measured, a) ?? []
            ),
        ];
    }

    /// <summary>What belongs to no claim, a table per norm: clean accuracy, and all of ImageNet-C.</summary>
    public IReadOnlyList<ResultTable> Context() => ofBenchmark.Value.Context();

    private PublishedClaim Of(Claim claim) => PublishedClaims.All.First(c => c.Claim.Id == Claim(claim.Id).Id);

    private IEnumerable<(string, string)> Provenance()
    {
        if (benchmark is not null)
            yield return (
                "benchmark",
                File.Exists(benchmark) ? $"{benchmark}, SHA-256 {FileDigest.Of(benchmark).Sha256}" : benchmark
            );
        if (conditions is not null)
            yield return ("conditions", conditions);
    }

    private IEnumerable<MissingInput> Missing()
    {
        if (benchmark is null)
            yield return new(InputKind.Numbers, "benchmark", NoBenchmark);
        if (conditions is null)
            yield return new(InputKind.Numbers, "conditions", NoConditions);
    }
}
