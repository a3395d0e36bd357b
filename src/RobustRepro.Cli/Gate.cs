using RobustRepro.Configuration;
using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro.Cli;

/// <summary>Judges the networks that the settings name, and holds them to their record: <c>verify
/// --networks</c>.</summary>
/// <param name="record">Whether what comes out is recorded, in place of being held to the record.</param>
internal sealed class Gate(SuiteConfiguration configuration, bool record)
{
    /// <summary>Each pair's report is a folder of its own in there.</summary>
    public required string Folder { get; init; }

    /// <summary>One claim, or null for all.</summary>
    public string? Claim { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }

    /// <param name="name">One of them, or <c>all</c>.</param>
    /// <returns>The exit code.</returns>
    public int Run(string name, CancellationToken cancellation)
    {
        var changes = new List<string>();
        foreach ((string network, GivenPair pair) in ConfiguredNetworks.Find(configuration, name))
        {
            string path = GateRecord.PathOf(configuration.File!, network);
            // what is not on record is said before hours of work
            GateRecord? recorded = record ? null : GateRecord.Load(path, network);
            (IStudy opened, string architecture) = pair.Open(configuration);
            VerificationResult result = new VerificationRun(opened, configuration)
            {
                Folder = Path.Combine(Folder, network),
                IsPair = true,
                Quiet = Quiet,
                Verbose = Verbose,
            }.Run(Claim is null ? opened.Claims : [opened.Claim(Claim)], [architecture], cancellation);
            if (recorded is not null)
                changes.AddRange(recorded.Changes(result, pair.Tolerance, all: Claim is null));
            else
            {
                GateRecord.Save(path, network, result);
                Console.WriteLine($"recorded: {path}");
            }
        }
        foreach (string change in changes)
            Console.Error.WriteLine($"not as recorded: {change}");
        return changes.Count > 0 ? ExitCodes.VerdictChanged : ExitCodes.Success;
    }
}
