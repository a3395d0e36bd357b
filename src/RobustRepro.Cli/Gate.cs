using System.Globalization;
using RobustRepro.Configuration;
using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro.Cli;

/// <summary>Judges the networks that the settings name, and holds them to their record: <c>verify
/// --networks</c>.</summary>
/// <param name="record">Whether what comes out is recorded, in place of being held to the record.</param>
internal sealed class Gate(SuiteConfiguration configuration, bool record)
{
    /// <summary>Each entry's report is a folder of its own in there; of several eps one each, and one over
    /// all.</summary>
    public required string Folder { get; init; }

    /// <summary>One claim, or null for all.</summary>
    public string? Claim { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }

    /// <param name="name">One of them, or <c>all</c>.</param>
    /// <returns>The exit code.</returns>
    public int Run(string name, CancellationToken cancellation)
    {
        var changes = new List<GateChange>();
        foreach (GivenNetworks networks in ConfiguredNetworks.Find(configuration, name))
        {
            string path = GateRecord.PathOf(configuration.File!, networks.Name);
            // what is not on record is said before hours of work
            GateRecord? recorded = record ? null : GateRecord.Load(path, networks.Name);
            JudgedNetworks judged = networks.Judge(
                configuration,
                (pair, study, architecture) => Judge(networks.Name, pair, study, architecture, cancellation)
            );
            if (judged.OverEps is { } trends)
                new VerificationOutput(configuration) { Folder = FolderOf(networks.Name, "over-eps") }.Write(trends);
            if (recorded is not null)
                changes.AddRange(recorded.Changes(judged, networks.Rule, all: Claim is null));
            else
            {
                GateRecord.Save(path, networks.Name, judged);
                Console.WriteLine($"recorded: {path}");
            }
        }
        foreach (GateChange change in changes)
            Console.Error.WriteLine($"not as recorded: {change.Text}");
        return changes.Count > 0 ? ExitCodes.VerdictChanged : ExitCodes.Success;
    }

    private VerificationResult Judge(
        string name,
        GivenPair pair,
        IStudy study,
        string architecture,
        CancellationToken cancellation
    ) =>
        new VerificationRun(study, configuration)
        {
            Folder = pair.Eps is { } eps
                ? FolderOf(name, string.Create(CultureInfo.InvariantCulture, $"eps-{eps}"))
                : FolderOf(name),
            IsPair = true,
            Quiet = Quiet,
            Verbose = Verbose,
        }.Run(Claim is null ? study.Claims : [study.Claim(Claim)], [architecture], cancellation);

    private string FolderOf(params string[] parts) => Path.Combine([Folder, .. parts]);
}
