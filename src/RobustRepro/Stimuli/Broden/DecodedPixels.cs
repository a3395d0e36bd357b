using SkiaSharp;

namespace RobustRepro.Stimuli.Broden;

/// <summary>The pixels of a PNG or JPEG file as they are stored: no colour management, no premultiplied alpha.</summary>
/// <param name="Rgba">Row-major, four bytes per pixel.</param>
/// <param name="IsGrey">The file has one channel.</param>
internal sealed record DecodedPixels(int Height, int Width, byte[] Rgba, bool IsGrey)
{
    /// <param name="source">File and line that name the image, for errors.</param>
    /// <exception cref="InvalidInputException">The file is absent, no image, or cut off.</exception>
    public static DecodedPixels Read(string path, string source)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{source}: {path} cannot be read ({CsvTable.Printable(error.Message)})", error);
        }
        using SKData data = SKData.CreateCopy(content);
        using SKCodec codec = SKCodec.Create(data) ?? throw new InvalidInputException($"{source}: {path} is no image that can be read, expected PNG or JPEG");
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        SKCodecResult result = codec.GetPixels(info, out byte[] pixels);
        return result == SKCodecResult.Success
            ? new(info.Height, info.Width, pixels, codec.Info.ColorType == SKColorType.Gray8)
            : throw new InvalidInputException($"{source}: {path} cannot be decoded ({result}): damaged or cut off");
    }
}
