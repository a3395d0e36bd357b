namespace RobustRepro.Studies;

/// <summary>How much of its data a study uses; 0 stands for all there is. The defaults are the paper's sizes, where the
/// paper has the experiment.</summary>
/// <param name="Images">Photographs, and of each set derived from them.</param>
/// <param name="AttackImages">Of these, the first so many are attacked.</param>
/// <param name="NoisyImages">Of these, the first so many are shown with noise at each of five severities.</param>
/// <param name="UnitImages">Photographs in memory for noise in activations, top images and ablation.</param>
/// <param name="ProbeImages">Labelled images for dissection.</param>
/// <param name="StrongerSteps">Steps of the attacks beside the paper's, from few to many.</param>
public sealed record StudySizes(
    int Images,
    int AttackImages,
    int NoisyImages,
    int UnitImages,
    int ProbeImages,
    IReadOnlyList<int> StrongerSteps
)
{
    public static StudySizes Default { get; } = new(0, 0, 5000, 1000, 0, [20, 100]);
}
