using RobustRepro.Probes;
using static TorchSharp.torch;

namespace RobustRepro.Measures.Dissection;

/// <summary>
/// Network dissection's counts (Bau et al. 2017) for the units of one layer, as NetDissect-Lite keeps them
/// (feature_operation.py): a unit's mask on an image is where its map, enlarged bilinearly to the size of the labels,
/// is strictly above the unit's threshold; counted are the pixels of each concept, of each concept under each unit's
/// mask, and of each unit's masks per category on images where that category has a label under the mask. A concept that
/// holds for a whole image counts with all its pixels. For a chance control, keep a second tally and give it the labels
/// of other images.
/// </summary>
public sealed class DissectionTally
{
    private readonly ConceptCatalogue catalogue;
    private readonly int units;
    private readonly int[] categoryOf;
    private readonly GroupTally[] groups;
    private readonly MaskCounter counter;

    /// <param name="units">Of the layer.</param>
    /// <param name="groups">Images are counted apart in so many groups, so that groups can be resampled. Memory: 8
    /// bytes per group, unit and concept.</param>
    public DissectionTally(ConceptCatalogue catalogue, int units, int groups = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (catalogue.Categories.Count > 64)
            throw new ArgumentException(
                $"{catalogue.Categories.Count} categories, at most 64 can be counted",
                nameof(catalogue)
            );
        this.catalogue = catalogue;
        this.units = units;
        categoryOf = [.. catalogue.CategoryOf];
        this.groups = [.. Enumerable.Range(0, groups).Select(_ => NewGroup())];
        counter = new(catalogue.Concepts.Count);
    }

    /// <summary>Counts one image.</summary>
    /// <param name="group">Of the image, from 0.</param>
    /// <param name="maps">units x height x width, row-major.</param>
    /// <param name="thresholds">One per unit.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, or a label is not in the catalogue.</exception>
    public void Add(
        int group,
        ReadOnlySpan<float> maps,
        int height,
        int width,
        ReadOnlySpan<float> thresholds,
        ImageConcepts image
    )
    {
        RequireThresholds(thresholds.Length);
        if (height < 1 || width < 1 || maps.Length != (long)units * height * width)
            throw new ArgumentException(
                $"{maps.Length} activations, expected {units} x {height} x {width}",
                nameof(maps)
            );
        GroupTally tally = Group(group);
        var labels = LabelCounts.Of(image, catalogue.Concepts.Count);
        tally.AddLabels(image, labels);
        counter.Begin(image, height, width);
        for (int k = 0; k < units; k++)
            AddMask(tally, counter, k, maps.Slice(k * height * width, height * width), thresholds[k], image, labels);
    }

    /// <summary>Counts a batch. Threads share the units, so the counts do not depend on their number.</summary>
    /// <param name="maps">N x units x h x w.</param>
    /// <param name="thresholds">One per unit.</param>
    /// <param name="imageGroups">The group of each image, from 0.</param>
    /// <param name="images">The labels of each image.</param>
    /// <param name="threads">At most; null for one per core.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, or a label is not in the catalogue. Nothing is counted
    /// then.</exception>
    public void Add(
        Tensor maps,
        float[] thresholds,
        IReadOnlyList<int> imageGroups,
        IReadOnlyList<ImageConcepts> images,
        int? threads = null
    )
    {
        RequireThresholds(thresholds.Length);
        using var batch = new UnitMaps(maps, units);
        if (images.Count != batch.Count || imageGroups.Count != batch.Count)
            throw new ArgumentException(
                $"{batch.Count} images have {images.Count} labels and {imageGroups.Count} groups",
                nameof(images)
            );
        GroupTally[] tallies = [.. imageGroups.Select(Group)];
        LabelCounts[] labels = [.. images.Select(image => LabelCounts.Of(image, catalogue.Concepts.Count))];
        for (int i = 0; i < batch.Count; i++)
            tallies[i].AddLabels(images[i], labels[i]);

        int most = Math.Clamp(threads ?? Environment.ProcessorCount, 1, units);
        // more shares than threads: a thread that is held up leaves its later ones to the others
        int shares = most == 1 ? 1 : Math.Min(units, 4 * most);
        Parallel.For(
            0,
            shares,
            new ParallelOptions { MaxDegreeOfParallelism = most },
            share =>
            {
                var own = new MaskCounter(catalogue.Concepts.Count);
                int from = (int)((long)units * share / shares),
                    to = (int)((long)units * (share + 1) / shares);
                for (int i = 0; i < batch.Count; i++)
                {
                    own.Begin(images[i], batch.Height, batch.Width);
                    for (int k = from; k < to; k++)
                        AddMask(tallies[i], own, k, batch[i, k], thresholds[k], images[i], labels[i]);
                }
            }
        );
    }

    /// <summary>The counts of all images together, to be kept: pixels of unit and concept, of unit and category, of
    /// units under any label, of concepts.</summary>
    internal (long[] Both, long[] UnitPixels, long[] LabelledUnitPixels, long[] LabelPixels) Counts
    {
        get
        {
            var sum = GroupTally.Sum(groups, [.. Enumerable.Repeat(1, groups.Length)]);
            return (sum.Both, sum.UnitPixels, sum.LabelledUnitPixels, sum.LabelPixels);
        }
    }

    /// <summary>A tally as it was when its <see cref="Counts"/> were kept.</summary>
    /// <exception cref="ArgumentException">They are of other units, concepts or categories.</exception>
    internal static DissectionTally Restore(
        ConceptCatalogue catalogue,
        int units,
        (long[] Both, long[] UnitPixels, long[] LabelledUnitPixels, long[] LabelPixels) counts
    )
    {
        var tally = new DissectionTally(catalogue, units);
        GroupTally group = tally.groups[0];
        foreach (
            (long[] kept, long[] place) in new[]
            {
                (counts.Both, group.Both),
                (counts.UnitPixels, group.UnitPixels),
                (counts.LabelledUnitPixels, group.LabelledUnitPixels),
                (counts.LabelPixels, group.LabelPixels),
            }
        )
        {
            if (kept.Length != place.Length)
                throw new ArgumentException($"{kept.Length} counts, expected {place.Length}", nameof(counts));
            kept.CopyTo(place, 0);
        }
        return tally;
    }

    /// <summary>What all images together say.</summary>
    public LayerDissection Result(ActivationRule rule = ActivationRule.OfCategory) =>
        Result([.. Enumerable.Repeat(1, groups.Length)], rule);

    /// <summary>What the images say with each group taken so many times, as a bootstrap over groups draws
    /// them.</summary>
    /// <param name="groupCounts">One per group, 0 or more.</param>
    public LayerDissection Result(ReadOnlySpan<int> groupCounts, ActivationRule rule = ActivationRule.OfCategory)
    {
        if (groupCounts.Length != groups.Length)
            throw new ArgumentException($"{groupCounts.Length} counts for {groups.Length} groups", nameof(groupCounts));
        foreach (int count in groupCounts)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(groupCounts));
        return new(catalogue, units, GroupTally.Sum(groups, groupCounts), rule);
    }

    private void AddMask(
        GroupTally tally,
        MaskCounter mask,
        int unit,
        ReadOnlySpan<float> map,
        float threshold,
        ImageConcepts image,
        LabelCounts labels
    )
    {
        int area = mask.Count(map, threshold);
        if (area > 0)
            tally.AddMask(unit, area, mask, image, labels, categoryOf);
    }

    private GroupTally NewGroup() => new(units, catalogue.Concepts.Count, catalogue.Categories.Count);

    private GroupTally Group(int group) =>
        group >= 0 && group < groups.Length
            ? groups[group]
            : throw new ArgumentException($"group {group} is none of {groups.Length}", nameof(group));

    private void RequireThresholds(int count)
    {
        if (count != units)
            throw new ArgumentException($"{count} thresholds for {units} units", nameof(count));
    }
}
