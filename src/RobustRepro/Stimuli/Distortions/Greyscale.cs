using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>Images without colour: luminance in all three channels, weighted as scikit-image's rgb2gray.</summary>
internal static class Greyscale
{
    private const double Red = 0.2125,
        Green = 0.7154,
        Blue = 0.0721;

    /// <summary>The weights of red, green and blue.</summary>
    internal static IReadOnlyList<float> Weights { get; } = [(float)Red, (float)Green, (float)Blue];

    /// <param name="images">float32, N x 3 x H x W, in [0, 1].</param>
    public static Tensor Apply(Tensor images) =>
        PerImage.Apply(
            images,
            0,
            0,
            (Plane[] image, ref SplitMixRandom _) =>
            {
                Plane grey = Luminance(image);
                return [grey, grey, grey];
            }
        );

    /// <summary>Where the channels agree, their value exactly.</summary>
    internal static Plane Luminance(Plane[] image) =>
        Plane.Create(
            image[0].Height,
            image[0].Width,
            (y, x) =>
            {
                double red = image[0][y, x],
                    green = image[1][y, x],
                    blue = image[2][y, x];
                return red == green && green == blue ? red : Red * red + Green * green + Blue * blue;
            }
        );
}
