namespace RobustRepro.Tests.Reference;

/// <summary>A test that needs the reference values; skipped with the reason where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReferenceFactAttribute : FactAttribute
{
    internal const string Reason = "no reference values: set ROBUSTREPRO_REFERENCE to their folder (default ../shared/reference beside the repository)";

    public ReferenceFactAttribute()
    {
        if (!ReferenceData.Exists)
            Skip = Reason;
    }
}

/// <inheritdoc cref="ReferenceFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReferenceTheoryAttribute : TheoryAttribute
{
    public ReferenceTheoryAttribute()
    {
        if (!ReferenceData.Exists)
            Skip = ReferenceFactAttribute.Reason;
    }
}
