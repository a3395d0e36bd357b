namespace RobustRepro.ClaimTests;

/// <summary>A theory on the published decisions, skipped with the reason where they are not beside the
/// repository.</summary>
internal sealed class PublishedDecisionsTheoryAttribute : TheoryAttribute
{
    public PublishedDecisionsTheoryAttribute()
    {
        if (!Directory.Exists(Folder))
            Skip =
                $"no published decisions in {Folder}: get raw-data/style-transfer-512-nomask-experiment of "
                + $"github.com/rgeirhos/texture-vs-shape and set ROBUSTREPRO_DECISIONS to its folder";
    }

    /// <summary>ROBUSTREPRO_DECISIONS, or shared/data/decisions beside the repository.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("ROBUSTREPRO_DECISIONS") is { Length: > 0 } folder
            ? folder
            : SharedData.PathOf("decisions");
}
