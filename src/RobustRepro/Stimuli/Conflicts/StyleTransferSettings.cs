namespace RobustRepro.Stimuli.Conflicts;

/// <summary>How much of the layout a style transfer keeps, and how long it searches. The defaults are for images of 32
/// pixels.</summary>
internal sealed record StyleTransferSettings
{
    /// <summary>Sigma of the Gaussian, in pixels, that says what the layout is: luminance coarser than this.</summary>
    public double LayoutSigma { get; init; } = 1.2;

    /// <summary>Weight of the layout's error (in variances of the layout) against that of the texture (relative, summed
    /// over scales).</summary>
    public double LayoutWeight { get; init; } = 3;

    /// <summary>Evaluations of the error and its gradient.</summary>
    public int Evaluations { get; init; } = 50;

    /// <summary>The seed of the random filters and of the noise at the start.</summary>
    public long Seed { get; init; } = 1;
}
