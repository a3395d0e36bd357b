using RobustRepro.Stimuli;

namespace RobustRepro.Measures;

/// <summary>The images that two networks get right when intact: the paper's ImageNet-CL.</summary>
public static class KnownImages
{
    /// <summary>Per intact image, whether both networks name its class.</summary>
    /// <exception cref="KeyNotFoundException">A network was not shown the intact images.</exception>
    public static bool[] ToBoth(NetworkMeasurements one, NetworkMeasurements other)
    {
        Decisions first = one.Decisions[StimulusName.Intact],
            second = other.Decisions[StimulusName.Intact];
        return [.. Enumerable.Range(0, first.Count).Select(i => first.IsCorrect(i) && second.IsCorrect(i))];
    }
}
