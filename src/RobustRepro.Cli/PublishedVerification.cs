using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Studies.Published;
using RobustRepro.Verification;

namespace RobustRepro.Cli;

/// <summary>Judges claims on published numbers: what <c>verify --study published</c> and <c>published</c>
/// share.</summary>
internal static class PublishedVerification
{
    /// <param name="claim">One, or null for all.</param>
    /// <param name="architecture">One, or null for all.</param>
    /// <param name="folder">Of the report.</param>
    /// <param name="recorded">Verdicts on record; null where nothing was recorded of these numbers.</param>
    /// <param name="json">Whether verdicts are printed for programs.</param>
    /// <returns>The exit code.</returns>
    public static int Run(
        PublishedStudy study,
        SuiteConfiguration configuration,
        string? claim,
        string? architecture,
        string folder,
        RecordedVerdicts? recorded,
        bool json
    )
    {
        IReadOnlyList<Claim> claims = claim is null ? study.Claims : [study.Claim(claim)];
        IReadOnlyList<string> architectures =
            architecture is null ? study.Architectures
            : study.Architectures.Contains(architecture) ? [architecture]
            : throw InvalidInputException.Unknown("architecture", architecture, study.Architectures);
        VerificationResult verification = TrendVerifier.Run(study, claims, architectures);
        new VerificationOutput(configuration)
        {
            Folder = folder,
            Recorded = recorded,
            Json = json,
        }.Write(verification);
        if (recorded is null)
            return ExitCodes.Success;
        IReadOnlyList<string> problems = VerificationOutcome.Problems(verification, recorded, architectures);
        foreach (string problem in problems)
            Console.Error.WriteLine($"not as recorded: {problem}");
        return problems.Count > 0 ? ExitCodes.VerdictChanged : ExitCodes.Success;
    }
}
