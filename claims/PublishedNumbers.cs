using System.Runtime.CompilerServices;
using RobustRepro.Claims.Trends;
using RobustRepro.Configuration;
using RobustRepro.Studies;
using RobustRepro.Studies.Published;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>The published study as the tests see it: on the files that the settings name, or else on those in
/// shared/data beside the repository.</summary>
internal static class PublishedNumbers
{
    /// <summary>What is missing and how to get it, or null where nothing is.</summary>
    public static string? Missing =>
        Given.Benchmark is null
            ? $"no published measurements: './robustrepro data get {PublishedStudy.BenchmarkData}' fetches them; a "
                + "file that lies elsewhere is named by ROBUSTREPRO__Studies__Published__Benchmark"
        : Given.Conditions is null
            ? $"no published accuracies by condition: './robustrepro data get {PublishedStudy.ConditionsData}' fetches "
                + "them; a folder that lies elsewhere is named by ROBUSTREPRO__Studies__Published__Conditions"
        : null;

    private static StudyInputs Given { get; } = Find();

    private static Lazy<VerificationResult> Verified { get; } =
        new(() =>
        {
            var study = PublishedStudy.Open(Given);
            return TrendVerifier.Run(study, study.Claims, study.Architectures);
        });

    /// <summary>Everything that the study comes to.</summary>
    public static VerificationResult Result => Verified.Value;

    /// <summary>The name of a claim's snapshot.</summary>
    public static string SnapshotOf(string claim) => $"{claim}.{PublishedStudy.Id}";

    /// <summary>The claim comes out as recorded on every series, in verdict and in numbers.</summary>
    public static void Check(string claim, [CallerFilePath] string sourceFile = "")
    {
        TrendResult[] results = [.. Result.Trends.Where(t => t.Claim.Id == claim)];
        Snapshot.Verify(SnapshotOf(claim), [.. results.SelectMany(r => r.Tables)], sourceFile);
        foreach (TrendResult result in results)
            VerdictRecord.Verify(StudyUnderTest.RecordOf(PublishedStudy.Id), result);
    }

    private static StudyInputs Find()
    {
        StudyInputs set = SuiteConfiguration.Load().InputsOf(PublishedStudy.Id);
        return set with
        {
            Benchmark = set.Benchmark ?? SharedData.Find("published", "biases_vs_generalization-benchmark.csv"),
            Conditions = set.Conditions ?? SharedData.Find("published", "adversarial_training_vs_humans"),
        };
    }
}
