namespace RobustRepro.Tests.Reference;

/// <summary>A fact that needs reference values: skipped with the reason where they are absent.</summary>
public sealed class ReferenceFactAttribute : FactAttribute
{
    /// <param name="parts">Files or folders it needs, relative to the reference folder.</param>
    public ReferenceFactAttribute(params string[] parts)
    {
        if (ReferenceData.Missing(parts) is { } reason)
            Skip = reason;
    }
}
