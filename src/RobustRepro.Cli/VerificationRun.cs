using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro.Cli;

/// <summary>Judges claims with progress, prints the verdicts and writes the report: what <c>verify</c> and
/// <c>compare</c> share.</summary>
internal sealed class VerificationRun(IStudy study, SuiteConfiguration configuration)
{
    /// <summary>The folder of the report.</summary>
    public required string Folder { get; init; }

    /// <summary>Verdicts to mark changes against, or null.</summary>
    public RecordedVerdicts? Recorded { get; init; }

    /// <summary>Claims to be said that nobody asked for.</summary>
    public IReadOnlyList<Claim> NotAsked { get; init; } = [];

    /// <summary>Whether the networks are one pair that the user named.</summary>
    public bool IsPair { get; init; }

    /// <summary>Whether verdicts are printed for programs, not for people.</summary>
    public bool Json { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }

    public VerificationResult Run(
        IReadOnlyList<Claim> claims,
        IReadOnlyList<string> architectures,
        CancellationToken cancellation
    )
    {
        OutputFolder.Prepare(Folder);
        if (configuration.Store is not null)
            CommandRunner.GoesOn = () => CommandRunner.MeasuresTheRest;
        using var display = new VerificationDisplay(Quiet);
        // networks that are measured side by side are small and done in seconds
        using var stages = new StageDisplay(Quiet || (study.Networks.SideBySide > 1 && !Verbose), cancellation);
        var verifier = new Verifier(study)
        {
            Making = set => display.Making(set.Text),
            Measured = display.Measured,
            Progress = stages,
            Illustrated = true,
        };
        VerificationResult verification = verifier.Run(claims, architectures, cancellation) with
        {
            NotAsked = NotAsked,
        };
        display.Judged();

        Present(verification);
        return verification;
    }

    /// <summary>Writes the report and prints the verdicts.</summary>
    private void Present(VerificationResult verification) =>
        new VerificationOutput(configuration)
        {
            Folder = Folder,
            Recorded = Recorded,
            IsPair = IsPair,
            Json = Json,
        }.Write(verification);
}
