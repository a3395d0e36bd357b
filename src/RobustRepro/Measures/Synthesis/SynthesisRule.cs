namespace RobustRepro.Measures.Synthesis;

/// <summary>The constants of claim <c>image-prior</c>, fixed before any image was synthesised;
/// docs/claims/image-prior.md gives the reasons.</summary>
public static class SynthesisRule
{
    /// <summary>Images synthesised from noise.</summary>
    public const int FromNoise = 100;

    /// <summary>Images synthesised from test images of other classes.</summary>
    public const int FromImages = 100;

    /// <summary>Steps towards the target.</summary>
    public const int Steps = 60;

    /// <summary>Test images whose features are inverted.</summary>
    public const int Inverted = 20;

    /// <summary>Steps of an inversion.</summary>
    public const int InversionSteps = 200;

    /// <summary>Seeds, of each other architecture, whose S and R are judges.</summary>
    public const int SeedsOfJudges = 2;

    /// <summary>Standard deviation of the noise around grey from which syntheses and inversions start.</summary>
    public const float NoiseDeviation = 0.1f;

    /// <summary>A network that reaches fewer of its own targets decides nothing.</summary>
    public const double LeastReached = 0.5;

    /// <summary>Decides the noise.</summary>
    public const int Seed = 20061003;

    private const float EpsAtFullSize = 40,
        StepAtFullSize = 1,
        FullSize = 224;

    /// <summary>L2 eps of a synthesis: 40 at 224 x 224, and the same per pixel at other sizes.</summary>
    /// <param name="side">Of the image, in pixels.</param>
    public static float Eps(long side) => EpsAtFullSize * side / FullSize;

    /// <summary>L2 length of a step.</summary>
    /// <param name="side">Of the image, in pixels.</param>
    public static float StepSize(long side) => StepAtFullSize * side / FullSize;

    /// <summary>Everything above that numbers depend on.</summary>
    internal static string Constants { get; } =
        FormattableString.Invariant($"{FromNoise} from noise of {NoiseDeviation}, {FromImages} from images; ")
        + FormattableString.Invariant($"L2 eps {EpsAtFullSize}, {Steps} steps of {StepAtFullSize} at {FullSize}; ")
        + FormattableString.Invariant($"{Inverted} inverted in {InversionSteps} steps; seed {Seed}");
}
