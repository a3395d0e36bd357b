using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>What is done to one image.</summary>
/// <param name="image">Red, green and blue in [0, 1]; not to be changed.</param>
/// <param name="random">The image's own stream.</param>
/// <returns>The planes of the result; values outside [0, 1] are clamped.</returns>
internal delegate Plane[] ImageFunction(Plane[] image, ref SplitMixRandom random);
