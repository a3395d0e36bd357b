namespace RobustRepro.Files;

/// <summary>Links that lead to nothing. .NET says of one that the file exists.</summary>
internal static class DeadLink
{
    /// <summary>What such a link leads to; null where the path is no link, or there is something at its end.</summary>
    public static string? TargetOf(string path)
    {
        // a relative target is one to the folder of the link, which a relative path would leave out
        string full = Path.GetFullPath(path);
        return new FileInfo(full).LinkTarget is { } target && !LeadsSomewhere(full) ? target : null;
    }

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
