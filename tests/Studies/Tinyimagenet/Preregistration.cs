using System.Text.RegularExpressions;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Studies.Tinyimagenet;

/// <summary>docs/preregistration.md, and the commit that it names.</summary>
internal static partial class Preregistration
{
    public const string Page = "docs/preregistration.md";

    public static string Text { get; } = File.ReadAllText(Path.Combine(ReferenceData.RepositoryRoot, Page));

    public static string Commit { get; } = Named().Match(Text).Groups["commit"].Value;

    [GeneratedRegex(@"^`(?<commit>[0-9a-f]{40})`\.", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
