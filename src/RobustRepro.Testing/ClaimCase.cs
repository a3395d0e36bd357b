using RobustRepro.Claims;
using RobustRepro.Studies;
using Xunit.Abstractions;

namespace RobustRepro.Testing;

/// <summary>One architecture of a study, for a test to judge claims on.</summary>
public sealed class ClaimCase : IXunitSerializable
{
    /// <summary>For the test runner, which fills it in.</summary>
    [Obsolete("For the test runner; cases come from [ClaimTheory].")]
    public ClaimCase() { }

    internal ClaimCase(string study, string architecture)
    {
        Study = study;
        Architecture = architecture;
    }

    /// <summary>Name of the study.</summary>
    public string Study { get; private set; } = "";

    /// <summary>By its name in the study.</summary>
    public string Architecture { get; private set; } = "";

    /// <summary>Judges one of the study's claims, by id; skips the test where the study lacks what it needs.</summary>
    public ClaimResult Judge(string claim) => Judge(OpenSuites.Get(Study).Study.Claim(claim));

    /// <summary>Judges a claim of one's own; skips the test where the study lacks what it needs.</summary>
    public ClaimResult Judge(Claim claim)
    {
        Suite suite = OpenSuites.Get(Study);
        return suite.WhyNot(claim) is { } reason
            ? throw new ClaimSkippedException(reason)
            : suite.Judge(claim, Architecture);
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        Study = info.GetValue<string>(nameof(Study));
        Architecture = info.GetValue<string>(nameof(Architecture));
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Study), Study);
        info.AddValue(nameof(Architecture), Architecture);
    }

    public override string ToString() => $"{Architecture} on {Study}";
}
