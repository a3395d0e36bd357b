using RobustRepro.Stimuli;

namespace RobustRepro.Measures;

/// <summary>The images that networks get right when intact; of one S and one R, the paper's ImageNet-CL.</summary>
public static class KnownImages
{
    /// <summary>Per intact image, whether all of the networks name its class.</summary>
    /// <param name="networks">At least one.</param>
    /// <exception cref="KeyNotFoundException">A network was not shown the intact images.</exception>
    public static bool[] ToAll(IEnumerable<NetworkMeasurements> networks)
    {
        Decisions[] intact = [.. networks.Select(n => n.Decisions[StimulusName.Intact])];
        return [.. Enumerable.Range(0, intact[0].Count).Select(i => intact.All(d => d.IsCorrect(i)))];
    }

    /// <summary>Per intact image, whether both networks name its class.</summary>
    /// <exception cref="KeyNotFoundException">A network was not shown the intact images.</exception>
    public static bool[] ToBoth(NetworkMeasurements one, NetworkMeasurements other) => ToAll([one, other]);
}
