using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Reporting;

/// <summary>One figure of each kind about hidden units, from invented measurements that look like real ones.</summary>
internal static class SampleUnitFigures
{
    private static readonly string[] Layers =
    [
        "conv1",
        "conv2",
        "inception3a",
        "inception3b",
        "inception4a",
        "inception4b",
    ];

    public static IReadOnlyList<Figure> All() =>
        [
            FilterGrid(),
            VariationScatter(),
            WideVariationScatter(),
            CategoryBars(),
            ConceptHistogram(),
            UnitSheet(),
            AblationBars(),
        ];

    public static Figure FilterGrid() =>
        FilterGridFigure.Create(
            "filters",
            "First-layer filters, googlenet on trifeature",
            SampleFilters.Create(32, 5, 0.9, 1),
            SampleFilters.Create(32, 5, 0.25, 2)
        );

    public static Figure VariationScatter() =>
        VariationScatterFigure.Create(
            "variation-conv1",
            "conv1 under Gaussian noise 0.1, googlenet on trifeature",
            Variation(64, 0.35, 3),
            Variation(64, 0.06, 4),
            0.02
        );

    /// <summary>Over three decades, with channels that never respond.</summary>
    public static Figure WideVariationScatter()
    {
        ChannelScatter s = Variation(192, 0.5, 5, 2.0),
            r = Variation(192, 0.1, 6, 2.0);
        return VariationScatterFigure.Create(
            "variation-wide",
            "inception4b under Gaussian noise 0.1, googlenet on trifeature",
            s with
            {
                Clean = [0, 0, .. s.Clean.Skip(2)],
                Noisy = [0, 0.004, .. s.Noisy.Skip(2)],
            },
            r,
            0.02
        );
    }

    public static Figure CategoryBars() =>
        CategoryBarsFigure.Create(
            "categories",
            "Detectors per category of concept, googlenet on trifeature",
            [.. new[] { 0.01, 0.04 }.SelectMany(t => Tallies(t, 0.1))],
            [.. new[] { 0.01, 0.04 }.SelectMany(t => Tallies(t, 0.6))]
        );

    public static Figure ConceptHistogram()
    {
        var random = new Random(7);
        return ConceptHistogramFigure.Create(
            "concepts-per-unit",
            "Concepts per unit in inception4b, googlenet on trifeature",
            [.. Enumerable.Range(0, 256).Select(_ => Poisson(random, 4.2))],
            [.. Enumerable.Range(0, 256).Select(_ => Poisson(random, 2.4))]
        );
    }

    public static Figure UnitSheet(int images = 7)
    {
        using StimulusSet shown = TrifeatureGenerator.Matched("intact", 40, 7);
        using var scope = NewDisposeScope();
        var random = new Random(8);
        UnitSheetRow Row(string network, int unit, string? concept, string? category, double iou)
        {
            int[] indices = [.. Enumerable.Range(0, images).Select(_ => random.Next(40))];
            Tensor top = shown.Images[tensor(indices.Select(i => (long)i).ToArray())];
            return new(unit, concept, category, iou, top, Blobs(top, random), indices, network)
            {
                Drawn = concept is null ? null : top.narrow(0, 0, 1).flip(3),
            };
        }
        return UnitSheetFigure.Create(
            "units",
            "Units of inception4b, googlenet on trifeature",
            [
                Row("S, standard", 12, "stripes", "texture", 0.083),
                Row("S, standard", 113, "star", "object", 0.041),
                Row("S, standard", 240, null, null, double.NaN),
                Row("R, adversarially trained", 7, "red", "color", 0.192),
                Row("R, adversarially trained", 64, "left arm of the crescent", "part", 0.055),
            ]
        );
    }

    public static Figure AblationBars() =>
        AblationBarsFigure.Create(
            "ablation",
            "Accuracy carried per category of concept, googlenet on trifeature",
            Drops(0.5, 9),
            Drops(0.9, 10)
        );

    private static ChannelScatter Variation(int channels, double noise, int seed, double spread = 0.35)
    {
        var random = new Random(seed);
        double[] clean = [.. Enumerable.Range(0, channels).Select(_ => 0.12 * Math.Exp(spread * Normal(random)))];
        return new(
            clean,
            [.. clean.Select(c => c * (1 + noise * Math.Abs(Normal(random))) + 0.002 * Normal(random) * c)]
        );
    }

    private static IEnumerable<DetectorTally> Tallies(double threshold, double lowLevel)
    {
        int[] units = [32, 64, 128, 192, 256, 256];
        double[] detecting = [0.3, 0.35, 0.5, 0.55, 0.7, 0.8];
        for (int i = 0; i < Layers.Length; i++)
        {
            double total =
                    units[i]
                    * detecting[i]
                    * (
                        threshold > 0.02
                            ? i < 1
                                ? 0
                                : 0.55
                            : 1
                    ),
                low = Math.Clamp(0.9 - 0.14 * i + lowLevel / 2, 0, 0.97);
            yield return new(
                Layers[i],
                threshold,
                units[i],
                new Dictionary<string, int>
                {
                    ["object"] = (int)(total * (1 - low) * 0.7),
                    ["part"] = (int)(total * (1 - low) * 0.2),
                    ["scene"] = (int)(total * (1 - low) * 0.1),
                    ["texture"] = (int)(total * low * 0.6),
                    ["color"] = (int)(total * low * 0.4),
                }
            );
        }
    }

    private static List<AblationDrop> Drops(double robust, int seed)
    {
        var random = new Random(seed);
        var drops = new List<AblationDrop>();
        (string Category, double Drop)[] means =
        [
            ("object", 0.3 * robust),
            ("part", 0.1),
            ("texture", 0.4 - 0.3 * robust),
            ("color", 0.1),
            ("random units", -0.01),
        ];
        foreach (string images in new[] { "intact", "cue-conflict" })
        {
            foreach ((string category, double mean) in means)
            {
                double drop = mean + 0.05 * random.NextDouble();
                drops.Add(new(images, category, 12 + random.Next(80), drop, drop - 0.025, drop + 0.03));
            }
        }
        return drops;
    }

    private static Tensor Blobs(Tensor images, Random random)
    {
        long count = images.shape[0],
            height = images.shape[2],
            width = images.shape[3];
        using Tensor y = arange(height).reshape(1, height, 1),
            x = arange(width).reshape(1, 1, width);
        using Tensor centers = tensor(
                Enumerable.Range(0, (int)count * 2).Select(_ => 16 + 32 * random.NextSingle()).ToArray()
            )
            .reshape(2, count, 1, 1);
        using Tensor distance = (y - centers[0]).square() + (x - centers[1]).square() * 0.6;
        return distance < 150;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int Poisson(Random random, double mean)
    {
        int count = -1;
        for (double product = 1; product > Math.Exp(-mean); count++)
            product *= random.NextDouble();
        return count;
    }
}
