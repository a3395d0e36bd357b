using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>Images made smaller and large again with Pillow's box filter (make_cifar_c.py of hendrycks/robustness),
/// which averages the pixels whose centres lie in the new pixel.</summary>
internal static class Pixelate
{
    public static DistortionSeries Series { get; } =
        DistortionSeries.OfImages(
            "pixelate",
            "scale",
            [0.95, 0.9, 0.85, 0.75, 0.65],
            scale =>
                (Plane[] image, ref SplitMixRandom _) =>
                    [
                        .. image.Select(plane =>
                        {
                            int height = Math.Max(1, (int)(plane.Height * scale)),
                                width = Math.Max(1, (int)(plane.Width * scale));
                            return Resize(Resize(plane, height, width), plane.Height, plane.Width);
                        }),
                    ]
        );

    internal static Plane Resize(Plane plane, int height, int width)
    {
        (int Start, int End)[] rows = Sources(plane.Height, height),
            columns = Sources(plane.Width, width);
        return Plane.Create(
            height,
            width,
            (y, x) =>
            {
                double sum = 0;
                for (int v = rows[y].Start; v < rows[y].End; v++)
                {
                    for (int u = columns[x].Start; u < columns[x].End; u++)
                        sum += plane[v, u];
                }
                return sum / ((rows[y].End - rows[y].Start) * (columns[x].End - columns[x].Start));
            }
        );
    }

    /// <summary>Per new pixel the old ones whose centres lie within half a (new or old, the larger) pixel of its
    /// centre, the farther edge included.</summary>
    private static (int Start, int End)[] Sources(int from, int to)
    {
        double scale = (double)from / to,
            reach = Math.Max(scale, 1) / 2;
        return
        [
            .. Enumerable
                .Range(0, to)
                .Select(i =>
                {
                    double centre = (i + 0.5) * scale;
                    int[] near =
                    [
                        .. Enumerable.Range(0, from).Where(p => p + 0.5 - centre > -reach && p + 0.5 - centre <= reach),
                    ];
                    return (near[0], near[^1] + 1);
                }),
        ];
    }
}
