using System.Reflection;

namespace RobustRepro;

/// <summary>What this build was made from.</summary>
internal static class BuildInfo
{
    private static readonly string Informational =
        typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "";

    /// <summary>The git commit that was checked out when the library was built, or "unknown" outside a
    /// repository.</summary>
    public static string Commit => Informational.Split('+') is [_, var commit] ? commit : "unknown";

    public static string Version => Informational.Split('+')[0];
}
