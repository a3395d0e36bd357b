using RobustRepro.Imaging;
using RobustRepro.Stimuli.Distortions;

namespace RobustRepro.Datasets;

/// <summary>
/// The contours of a photograph at its own resolution, as the paper's code makes them before it resizes them
/// (generate_edge_maps.py of anguyen8/shape-bias): white edges on black, by scikit-image's Canny with the paper's
/// parameters. What <see cref="Contours"/> does to tensors of one size, for images of any.
/// </summary>
internal static class PhotographContours
{
    public static RgbImage Of(RgbImage photograph)
    {
        Plane Channel(int c)
        {
            var plane = new Plane(photograph.Height, photograph.Width);
            for (int p = 0; p < plane.Values.Length; p++)
                plane.Values[p] = photograph.Rgb[3 * p + c] / 255.0;
            return plane;
        }
        bool[] edges = CannyEdges.Find(
            Greyscale.Luminance([Channel(0), Channel(1), Channel(2)]),
            Contours.PaperSigma,
            Contours.PaperLow,
            Contours.PaperHigh
        );
        var drawn = new byte[photograph.Rgb.Length];
        for (int p = 0; p < edges.Length; p++)
        {
            if (edges[p])
                drawn.AsSpan(3 * p, 3).Fill(byte.MaxValue);
        }
        return new(photograph.Height, photograph.Width, drawn);
    }
}
