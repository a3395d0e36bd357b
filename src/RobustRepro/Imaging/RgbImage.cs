namespace RobustRepro.Imaging;

/// <summary>An image in memory.</summary>
/// <param name="Height">In pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Rgb">H x W x 3, row-major: red, green and blue of each pixel.</param>
public sealed record RgbImage(int Height, int Width, byte[] Rgb)
{
    /// <summary>Writes it channel by channel (3 x H x W), as networks take images.</summary>
    public void CopyPlanes(Span<byte> planes)
    {
        int plane = Height * Width;
        for (int p = 0; p < plane; p++)
        {
            planes[p] = Rgb[3 * p];
            planes[plane + p] = Rgb[3 * p + 1];
            planes[2 * plane + p] = Rgb[3 * p + 2];
        }
    }
}
