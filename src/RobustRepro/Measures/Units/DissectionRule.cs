using RobustRepro.Statistics;

namespace RobustRepro.Measures.Units;

/// <summary>The constants of the claims about hidden units, fixed before any unit was looked at. Which of them decide
/// is said here; the others are sensitivity rows.</summary>
public static class DissectionRule
{
    /// <summary>A unit detects a concept where their IoU is above this: NetDissect's report (0.04) decides.</summary>
    public const double DecidingIou = 0.04;

    /// <summary>A unit is active where it is above its own threshold, which this share of its activations exceed:
    /// NetDissect's 0.005 decides.</summary>
    public const double DecidingQuantile = 0.005;

    /// <summary>Width of the Gaussian noise against which smooth filters should shield, in pixel values of [0,
    /// 1].</summary>
    public const float NoiseDeviation = 0.1f;

    /// <summary>How many of the hooked layers, counted from the input, are early.</summary>
    public const int EarlyLayers = 2;

    /// <summary>Images per unit that excite it most.</summary>
    public const int TopImages = 10;

    /// <summary>Decides what is drawn while measuring: resamples of images, and whose labels chance is counted
    /// with.</summary>
    public const int Seed = 20060937;

    /// <summary>Images are resampled in so many groups.</summary>
    public const int ImageGroups = DecisionRule.ImageGroups;

    /// <summary>Resamples of groups of images.</summary>
    public const int ImageResamples = 200;

    /// <summary>None (what the paper's code counts), that of the paper's bar graphs, NetDissect's.</summary>
    public static IReadOnlyList<double> Ious { get; } = [0, 0.01, DecidingIou];

    /// <summary>Whether an IoU is enough for a threshold: above it, so that one exactly at the threshold is not. There
    /// is no other place that says so.</summary>
    /// <param name="iou">0 to 1.</param>
    /// <param name="threshold">0 for any overlap at all.</param>
    public static bool Detects(double iou, double threshold) => iou > threshold;

    public static IReadOnlyList<double> Quantiles { get; } = [DecidingQuantile, 0.01];

    /// <summary>Categories that the paper calls lower-level.</summary>
    public static IReadOnlyList<string> LowLevel { get; } = ["texture", "color"];
}
