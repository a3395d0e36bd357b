using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>
/// How much the images of each class excite the units of a layer: the class-conditional mean activity of Morcos et al.
/// (2018), and the entropy of its distribution over the classes. Unlike the classes of the images that excite a unit
/// most, it takes no number of images to look at. Sums are kept per group of images, so that means can be taken again
/// over resampled groups.
/// </summary>
internal sealed class ClassActivity
{
    private readonly int groups;
    private readonly int[] cellOf;
    private readonly Cell[] cells;

    /// <param name="labels">Class of every image; below 0 for none, such an image does not count.</param>
    /// <param name="groups">Images go to so many groups in turn, class by class, so that each group has images of as
    /// many classes as it can. By their number alone they would not: where image i is of class i mod 10, a group of
    /// every twentieth image has one class only, and a resample of groups would lose whole classes.</param>
    public ClassActivity(int[] labels, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        this.groups = groups;
        cellOf = new int[labels.Length];
        IGrouping<(int Label, int Group), int>[] members =
        [
            .. Enumerable
                .Range(0, labels.Length)
                .OrderBy(image => labels[image])
                .Index()
                .GroupBy(dealt => (labels[dealt.Item], dealt.Index % groups), dealt => dealt.Item)
                .OrderBy(cell => cell.Key),
        ];
        cells = [.. members.Select(cell => new Cell(cell.Key.Label, cell.Key.Group, cell.Count()))];
        foreach ((int number, IGrouping<(int, int), int> cell) in members.Index())
        {
            foreach (int image in cell)
                cellOf[image] = number;
        }
    }

    /// <summary>Number of units; 0 before the first <see cref="Add(int, Tensor)"/>.</summary>
    public int Units => cells.Length == 0 ? 0 : cells[0].Sums.Length;

    /// <param name="start">Number of the first image.</param>
    /// <param name="output">As for <see cref="Of"/>.</param>
    public void Add(int start, Tensor output) => Add(start, Of(output), (int)output.shape[1]);

    /// <summary>The activity of every unit on every image, unit by unit within an image.</summary>
    /// <param name="output">N x C x H x W maps or N x C values; what is below 0 counts as 0.</param>
    public static float[] Of(Tensor output)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor positive = output.clamp_min(0);
        Tensor activity = positive.dim() == 2 ? positive : positive.flatten(2).mean([2]);
        return activity.cpu().data<float>().ToArray();
    }

    /// <summary>Entropy per unit of the distribution of its mean activity over the classes, in bits: 0 where images of
    /// one class alone excite it, log2 of the number of classes where all do alike; NaN where none does.</summary>
    /// <param name="counts">How often each group counts; null for once each. A class none of whose images count is left
    /// out.</param>
    public double[] Entropy(IReadOnlyList<int>? counts = null)
    {
        if (counts is not null && counts.Count != groups)
            throw new ArgumentException($"{counts.Count} counts for {groups} groups", nameof(counts));
        double[] total = new double[Units],
            weighted = new double[Units],
            sum = new double[Units];
        foreach (IGrouping<int, Cell> ofClass in cells.Where(c => c.Label >= 0).GroupBy(c => c.Label))
        {
            Array.Clear(sum);
            int images = 0;
            foreach (Cell cell in ofClass)
            {
                int count = counts?[cell.Group] ?? 1;
                if (count == 0)
                    continue;
                images += count * cell.Images;
                for (int unit = 0; unit < sum.Length; unit++)
                    sum[unit] += count * cell.Sums[unit];
            }
            for (int unit = 0; images > 0 && unit < sum.Length; unit++)
            {
                double mean = sum[unit] / images;
                total[unit] += mean;
                weighted[unit] += mean > 0 ? mean * Math.Log2(mean) : 0;
            }
        }
        // -sum p log2 p with p = m / sum m, in one pass over the classes; rounding must not make it negative
        return [.. total.Zip(weighted, (all, w) => all > 0 ? Math.Max(0, Math.Log2(all) - w / all) : double.NaN)];
    }

    /// <summary>Mean entropy over the units of all layers that fire; NaN where none does.</summary>
    /// <param name="counts">As for <see cref="Entropy"/>.</param>
    public static double MeanEntropy(IEnumerable<ClassActivity> layers, IReadOnlyList<int>? counts = null) =>
        layers.SelectMany(layer => layer.Entropy(counts)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <param name="start">Number of the first image.</param>
    /// <param name="activity">From <see cref="Of"/>.</param>
    /// <param name="units">How many units it is of.</param>
    public void Add(int start, float[] activity, int units)
    {
        if (Units == 0)
        {
            foreach (Cell cell in cells)
                cell.Sums = new double[units];
        }
        for (int i = 0; i < activity.Length / units; i++)
        {
            double[] sums = cells[cellOf[start + i]].Sums;
            for (int unit = 0; unit < units; unit++)
                sums[unit] += activity[i * units + unit];
        }
    }

    /// <summary>The images of one class in one group; only those pairs that have images are kept, which with a thousand
    /// classes are few.</summary>
    private sealed class Cell(int label, int group, int images)
    {
        public int Label { get; } = label;

        public int Group { get; } = group;

        public int Images { get; } = images;

        /// <summary>Activity per unit, summed over the images.</summary>
        public double[] Sums { get; set; } = [];
    }
}
