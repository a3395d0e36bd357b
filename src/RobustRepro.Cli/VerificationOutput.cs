using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Reporting;
using RobustRepro.Runtime;
using RobustRepro.Tables;
using RobustRepro.Verification;

namespace RobustRepro.Cli;

/// <summary>Where a verification goes, whatever it rests on: the report, <c>verdicts.json</c>, the console.</summary>
internal sealed class VerificationOutput(SuiteConfiguration configuration)
{
    /// <summary>The folder of the report.</summary>
    public required string Folder { get; init; }

    /// <summary>Verdicts to mark changes against, or null.</summary>
    public RecordedVerdicts? Recorded { get; init; }

    /// <summary>Whether the networks are one pair that the user named.</summary>
    public bool IsPair { get; init; }

    /// <summary>Whether verdicts are printed for programs, not for people.</summary>
    public bool Json { get; init; }

    public void Write(VerificationResult verification)
    {
        IReadOnlyList<PublishedFigure> published = PublishedFigures.Load(Fixtures.Published);
        Report report = VerificationReport.Build(verification, published, ComputeDevice.Resolve(configuration.Device));
        string page = HtmlReport.Write(report, Folder, (VerdictsFile.Name, VerdictsFile.Json(verification, IsPair)));
        if (Json)
            Console.Write(VerdictsFile.Json(verification, IsPair));
        else
        {
            if (verification.Trends.Count > 0)
                TrendVerdictTable.Write(verification, Recorded);
            else
                VerdictTable.Write(verification, Recorded);
            if (verification.Tables.Count > 0)
                Console.Write(ResultTableText.Write(verification.Tables));
        }
        (Json ? Console.Error : Console.Out).WriteLine($"Report: {page}");
    }
}
