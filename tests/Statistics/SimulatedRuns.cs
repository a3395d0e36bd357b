using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

/// <summary>Training runs that never were: every value of a run on an image is a sum of normal effects, whose
/// deviations a case names.</summary>
internal sealed class SimulatedRuns(int seed)
{
    private readonly Random random = new(seed);

    public double Normal(double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public double[] Normals(int count, double deviation) =>
        [.. Enumerable.Range(0, count).Select(_ => Normal(deviation))];

    public int Below(int count) => random.Next(count);

    /// <summary>Two arms on the same images, which differ in level by <paramref name="difference"/>.</summary>
    /// <param name="standardDeviation">Between runs of S.</param>
    /// <param name="robustDeviation">Between runs of R.</param>
    /// <param name="byImage">What an image does to one arm rather than to the other.</param>
    /// <param name="binary">Whether only the sign of a value is seen: a decision.</param>
    public (Arm Standard, Arm Robust) OverImages(
        (int Standard, int Robust) runs,
        double standardDeviation,
        double robustDeviation,
        double byImage,
        bool binary = false,
        double difference = 0,
        int images = 500
    )
    {
        double[] image = Normals(images, 1);
        return (Arm(runs.Standard, standardDeviation, 0), Arm(runs.Robust, robustDeviation, difference));

        Arm Arm(int count, double deviation, double level)
        {
            double[] arm = Normals(images, byImage);
            return new([
                .. Enumerable
                    .Range(0, count)
                    .Select(_ =>
                    {
                        double run = level + Normal(deviation);
                        return Sample([
                            .. image.Select(
                                (v, i) =>
                                {
                                    double value = v + arm[i] + run + Normal(0.5);
                                    return !binary ? value
                                        : value > 0 ? 1
                                        : 0;
                                }
                            ),
                        ]);
                    }),
            ]);
        }
    }

    /// <summary>Two arms on images that share their sources.</summary>
    /// <param name="shapes">How many shape sources there are.</param>
    /// <param name="textures">How many texture sources there are.</param>
    /// <param name="byShape">What a shape source does to one arm rather than to the other.</param>
    /// <param name="byTexture">The same of a texture source.</param>
    /// <param name="byImage">The same of an image.</param>
    /// <param name="runByShape">What a shape source does to a single run.</param>
    public (Arm Standard, Arm Robust) OverSources(
        int runs,
        int shapes,
        int textures,
        double deviation,
        double byShape,
        double byTexture,
        double byImage,
        double runByShape,
        int images = 550
    )
    {
        int[] shape = [.. Enumerable.Range(0, images).Select(_ => Below(shapes))],
            texture = [.. Enumerable.Range(0, images).Select(_ => Below(textures))];
        double[] image = Normals(images, 1);
        var sources = new SharedSources(shape, texture);
        return (Arm(), Arm());

        Arm Arm()
        {
            double[] ofShape = Normals(shapes, byShape),
                ofTexture = Normals(textures, byTexture),
                ofImage = Normals(images, byImage);
            return new([
                .. Enumerable
                    .Range(0, runs)
                    .Select(_ =>
                    {
                        double run = Normal(deviation);
                        double[] ofRun = Normals(shapes, runByShape);
                        double[] values =
                        [
                            .. image.Select(
                                (v, i) =>
                                    v
                                    + ofShape[shape[i]]
                                    + ofTexture[texture[i]]
                                    + ofImage[i]
                                    + run
                                    + ofRun[shape[i]]
                                    + Normal(0.5)
                            ),
                        ];
                        return Sample(values) with { Sources = sources };
                    }),
            ]);
        }
    }

    /// <summary>Two arms of measures of units, which 20 groups of probe images move.</summary>
    /// <param name="byGroup">What a group does to one arm rather than to the other.</param>
    public (Arm Standard, Arm Robust) OverGroups(int runs, double deviation, double byGroup, int resamples = 200)
    {
        const int groups = DecisionRule.ImageGroups;
        double[] group = Normals(groups, 1);
        int[][] drawn =
        [
            .. Enumerable
                .Range(0, resamples)
                .Select(_ => Enumerable.Range(0, groups).Select(_ => Below(groups)).ToArray()),
        ];
        return (Arm(), Arm());

        Arm Arm()
        {
            double[] arm = Normals(groups, byGroup);
            double[][] values =
            [
                .. Enumerable
                    .Range(0, runs)
                    .Select(_ =>
                    {
                        double run = Normal(deviation);
                        return group.Select((g, i) => g + arm[i] + run + Normal(0.5)).ToArray();
                    }),
            ];
            return new(
                [.. values.Select(v => RatioSample.MeanOverUnits([v.Average()]))],
                [.. values.Select(v => (IReadOnlyList<double>)[.. drawn.Select(d => d.Average(g => v[g]))])]
            );
        }
    }

    private static RatioSample Sample(double[] values) => new(values, [.. values.Select(_ => 1.0)]);
}
