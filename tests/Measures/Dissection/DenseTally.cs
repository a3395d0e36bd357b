using RobustRepro.Probes;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Tests.Measures.Dissection;

/// <summary>The same accounting done the plain way: every map enlarged as a whole by libtorch, every pixel looked
/// at.</summary>
internal sealed class DenseTally
{
    private readonly ConceptCatalogue catalogue;

    public DenseTally(ConceptCatalogue catalogue, Tensor maps, float[] thresholds, ImageConcepts[] images)
    {
        this.catalogue = catalogue;
        int units = (int)maps.shape[1],
            concepts = catalogue.Concepts.Count;
        Both = new long[units, concepts];
        UnitPixels = new long[units, catalogue.Categories.Count];
        LabelPixels = new long[concepts];
        for (int i = 0; i < images.Length; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            ImageConcepts image = images[i];
            // float64, since PIL sums in double precision
            Tensor enlarged = F.interpolate(
                maps.narrow(0, i, 1).to(float64),
                [image.Height, image.Width],
                mode: InterpolationMode.Bilinear,
                align_corners: false,
                antialias: maps.shape[2] > image.Height
            );
            float[] values = enlarged.to(float32).contiguous().data<float>().ToArray();
            foreach (int number in Labels(image, _ => true))
                LabelPixels[number - 1]++;
            for (int k = 0; k < units; k++)
            {
                int size = image.Height * image.Width,
                    unit = k;
                int[] under = [.. Labels(image, pixel => values[unit * size + pixel] > thresholds[unit])];
                foreach (int number in under)
                    Both[k, number - 1]++;
                int area = values.Skip(k * size).Take(size).Count(v => v > thresholds[unit]);
                foreach (int category in under.Select(number => catalogue.CategoryOf[number - 1]).Distinct())
                    UnitPixels[k, category] += area;
            }
        }
    }

    public long[,] Both { get; }

    public long[,] UnitPixels { get; }

    public long[] LabelPixels { get; }

    public double Iou(int unit, int number) =>
        Both[unit, number - 1]
        / (
            UnitPixels[unit, catalogue.CategoryOf[number - 1]]
            + LabelPixels[number - 1]
            - Both[unit, number - 1]
            + 1e-10
        );

    private static IEnumerable<int> Labels(ImageConcepts image, Func<int, bool> within)
    {
        for (int pixel = 0; pixel < image.Height * image.Width; pixel++)
        {
            if (!within(pixel))
                continue;
            foreach (ushort[] map in image.Maps)
            {
                if (map[pixel] != 0)
                    yield return map[pixel];
            }
            foreach (int number in image.WholeImage)
                yield return number;
        }
    }
}
