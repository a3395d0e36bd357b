namespace RobustRepro.Models;

/// <summary>How much wider than its study's a Small network is: a width of 2 has twice as many channels in every layer,
/// and twice as many hidden values in front of the classes. Depth, sizes of kernels and classes stay.</summary>
public static class ChannelWidth
{
    /// <summary>Widths that a network may have; fewer channels would leave layers without any.</summary>
    public const double Least = 0.25,
        Most = 4;

    /// <summary>That many channels at this width, at least one.</summary>
    public static int Of(int channels, double width) => Math.Max(1, (int)Math.Round(channels * width));
}
