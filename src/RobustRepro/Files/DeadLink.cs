namespace RobustRepro.Files;

/// <summary>Links that lead to nothing. .NET says of one that the file exists.</summary>
internal static class DeadLink
{
    /// <summary>What such a link leads to; null where the path is no link, or there is something at its end.</summary>
    public static string? TargetOf(string path) =>
        new FileInfo(path).LinkTarget is { } target && !LeadsSomewhere(path) ? target : null;

    private static bool LeadsSomewhere(string link)
    {
        try
        {
            return Directory.Exists(link) || File.ResolveLinkTarget(link, returnFinalTarget: true) is { Exists: true };
        }
        catch (IOException)
        {
            // links in a circle
            return false;
        }
    }
}
