namespace RobustRepro.Tests.Reference;

/// <summary>A theory that needs reference values: skipped with the reason where they are absent.</summary>
public sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    /// <param name="parts">Files or folders it needs, relative to the reference folder.</param>
    public ReferenceTheoryAttribute(params string[] parts)
    {
        if (ReferenceData.Missing(parts) is { } reason)
            Skip = reason;
    }
}
