namespace RobustRepro.Measures.Synthesis;

/// <summary>Images of a few syntheses and inversions as uint8 pixels, N x 3 x H x W each, row-major.</summary>
/// <param name="Side">Height and width.</param>
/// <param name="FromNoise">One of each of the first classes.</param>
/// <param name="NoiseTargets">The classes asked for.</param>
/// <param name="Starts">Test images.</param>
/// <param name="FromImages">What they became.</param>
/// <param name="ImageTargets">The classes asked for.</param>
/// <param name="Originals">Test images whose features were inverted.</param>
/// <param name="Inverted">What came of it.</param>
public sealed record SynthesisPictures(
    int Side,
    byte[] FromNoise,
    IReadOnlyList<string> NoiseTargets,
    byte[] Starts,
    byte[] FromImages,
    IReadOnlyList<string> ImageTargets,
    byte[] Originals,
    byte[] Inverted
);
