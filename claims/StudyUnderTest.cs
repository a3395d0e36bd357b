using System.Runtime.CompilerServices;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Models;
using RobustRepro.Reporting;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>The studies as the tests see them: opened once per run with the settings of file and environment, so that
/// each network is measured once.</summary>
internal static class StudyUnderTest
{
    private static readonly Dictionary<string, Verifier> Opened = [];

    /// <summary>The study of photographs of ImageNet.</summary>
    public const string Tinyimagenet = "tinyimagenet";

    /// <summary>Cases of a theory over the architectures of the built-in studies.</summary>
    public static TheoryData<string> Architectures => [.. ModelRegistry.Small.Select(a => a.Name)];

    /// <summary>Names one architecture to which what takes long is kept, for a build server that has no
    /// hour.</summary>
    public const string OneArchitecture = "ROBUSTREPRO_ONE_ARCHITECTURE";

    /// <summary>Cases of a theory that takes long, over architectures: all, or the one that is named by
    /// <see cref="OneArchitecture"/>.</summary>
    public static TheoryData<string> WhereLong => [.. Long];

    /// <summary>The architectures of <see cref="WhereLong"/>.</summary>
    public static IReadOnlyList<string> Long => Asked is { } one ? [one] : [.. ModelRegistry.Small.Select(a => a.Name)];

    /// <summary>Why a test of all architectures is skipped, or null where it is not.</summary>
    public static string? OneAlone => Asked is { } one ? $"{OneArchitecture}={one} asks for one architecture" : null;

    private static string? Asked =>
        Environment.GetEnvironmentVariable(OneArchitecture) is { Length: > 0 } one ? one : null;

    public static Verifier Open(string study)
    {
        if (Opened.TryGetValue(study, out Verifier? known))
            return known;
        var configuration = SuiteConfiguration.Load();
        StudyInputs inputs = PhotographInputs.Of(study)?.Given ?? configuration.InputsOf(study);
        return Opened[study] = new Verifier(
            StudyRegistry.Open(study, inputs, ComputeDevice.Resolve(configuration.Device))
        );
    }

    public static IStudy Study(string study) => Open(study).Study;

    /// <summary>The claims whose verdicts are on record. On photographs of ImageNet, nobody judged yet what networks
    /// draw; networks of other widths come with some studies.</summary>
    public static IEnumerable<Claim> OnRecord(string study) =>
        Study(study)
            .KnownClaims()
            .Where(claim =>
                claim switch
                {
                    ImagePriorClaim => study != Tinyimagenet,
                    CapacityClaim => Study(study).Networks.WithoutWidths is null,
                    _ => true,
                }
            );

    /// <summary>The architectures that a claim is judged on.</summary>
    public static IReadOnlyList<string> ArchitecturesOf(Claim claim) =>
        [.. ModelRegistry.Small.Select(a => a.Name).Where(a => claim is not CapacityClaim || a == "resnet")];

    /// <summary>The claim comes out as recorded, in verdict and in numbers.</summary>
    public static void Check(Claim claim, string study, string architecture, [CallerFilePath] string sourceFile = "")
    {
        ClaimResult result = Open(study).Judge(claim, architecture);
        Snapshot.Verify(
            $"{claim.Id}.{study}.{architecture}",
            [result.Table, .. result.Details, .. ClaimFigures.Of(result).Select(f => f.Data)],
            sourceFile
        );
        VerdictRecord.Verify(RecordOf(study), result);
    }

    /// <summary>The record of a study's verdicts in the repository, whether it exists or not. The programs read a copy
    /// of it that the build puts beside them.</summary>
    public static string RecordOf(string study) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "fixtures", study, "verdicts.json"));

    /// <summary>Names the networks of the dose-response on trifeature, in the repository.</summary>
    public static string SweepSettings =>
        Path.GetFullPath(
            Path.Combine(
                Path.GetDirectoryName(ThisFile())!,
                "..",
                "fixtures",
                "trifeature",
                "sweep",
                "robustrepro.json"
            )
        );

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
