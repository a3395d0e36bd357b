using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Reporting;
using RobustRepro.Studies;
using RobustRepro.Tables;
using RobustRepro.Verification;
using TorchSharp;

namespace RobustRepro.Cli;

/// <summary>Judges claims with progress, prints the verdicts and writes the report: what <c>verify</c> and
/// <c>compare</c> share.</summary>
internal static class VerificationRun
{
    /// <param name="folder">Of the report.</param>
    /// <param name="recorded">Verdicts to mark changes against, or null.</param>
    public static VerificationResult Run(
        IStudy study,
        IReadOnlyList<Claim> claims,
        IReadOnlyList<string> architectures,
        string folder,
        RecordedVerdicts? recorded,
        torch.Device device,
        bool quiet,
        CancellationToken cancellation
    )
    {
        using var display = new VerificationDisplay(quiet);
        // networks that are measured side by side are small and done in seconds
        using var stages = new StageDisplay(quiet || study.Networks.SideBySide > 1, cancellation);
        var verifier = new Verifier(study)
        {
            Making = set => display.Making(set.Text),
            Measured = display.Measured,
            Progress = stages,
            Illustrated = true,
        };
        VerificationResult verification = verifier.Run(claims, architectures, cancellation);
        display.Judged();

        VerdictTable.Write(verification, recorded);
        if (verification.Tables.Count > 0)
            Console.Write(ResultTableText.Write(verification.Tables));
        IReadOnlyList<PublishedFigure> published = PublishedFigures.Load(Fixtures.Published);
        Console.WriteLine(
            $"Report: {HtmlReport.Write(VerificationReport.Build(verification, published, device), folder)}"
        );
        return verification;
    }
}
