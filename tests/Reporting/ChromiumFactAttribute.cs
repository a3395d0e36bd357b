namespace RobustRepro.Tests.Reporting;

/// <summary>A test that needs a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "no chromium, chromium-browser or google-chrome on PATH; on Debian: apt-get install chromium";
    }
}
