using RobustRepro.Runtime;
using SkiaSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>Images written as JPEG (chroma at half the resolution, the usual 4:2:0) and read again.</summary>
internal static class JpegCompression
{
    /// <param name="images">float32, N x 3 x H x W, in [0, 1]; rounded to 8 bits first.</param>
    /// <param name="quality">1 to 100, on the scale of libjpeg.</param>
    public static Tensor Apply(Tensor images, int quality)
    {
        if (quality is < 1 or > 100)
            throw new ArgumentOutOfRangeException(
                nameof(quality),
                quality,
                "the quality of JPEG lies between 1 and 100"
            );
        return PerImage.Apply(images, 0, 0, (Plane[] image, ref SplitMixRandom _) => Compress(image, quality));
    }

    private static Plane[] Compress(Plane[] image, int quality)
    {
        int height = image[0].Height,
            width = image[0].Width;
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var rgba = new byte[4 * height * width];
        for (int p = 0; p < height * width; p++)
        {
            for (int c = 0; c < 3; c++)
                rgba[4 * p + c] = (byte)Math.Round(image[c].Values[p] * 255);
            rgba[4 * p + 3] = 255;
        }
        using SKImage source = SKImage.FromPixelCopy(info, rgba);
        using SKPixmap pixels = source.PeekPixels();
        using SKData file =
            pixels.Encode(
                new SKJpegEncoderOptions(
                    quality,
                    SKJpegEncoderDownsample.Downsample420,
                    SKJpegEncoderAlphaOption.Ignore
                )
            ) ?? throw new InvalidOperationException("Skia writes no JPEG");
        using SKCodec codec =
            SKCodec.Create(file) ?? throw new InvalidOperationException("the JPEG just written cannot be read");
        SKCodecResult result = codec.GetPixels(info, out byte[] decoded);
        if (result != SKCodecResult.Success)
            throw new InvalidOperationException($"the JPEG just written cannot be read: {result}");
        return
        [
            .. Enumerable
                .Range(0, 3)
                .Select(c => Plane.Create(height, width, (y, x) => decoded[4 * (y * width + x) + c] / 255.0)),
        ];
    }
}
