using RobustRepro.Measures.Units;
using RobustRepro.Probes;

namespace RobustRepro.Measures.Dissection;

/// <summary>
/// Which concepts the units of a layer detect. IoU = both / (unit + label - both + 1e-10) in pixels over the whole data
/// set, where the unit's pixels are those of its masks on images that have some label of the concept's category under
/// the mask (or what else an <see cref="ActivationRule"/> says). Ties as in NetDissect-Lite: among concepts of a
/// category the lowest number is best, among categories the last, and of units with equal scores the later ranks first.
/// </summary>
public sealed class LayerDissection
{
    private const double Epsilon = 1e-10;

    private readonly GroupTally tally;
    private readonly int[] categoryOf;
    private readonly int[] bestOfCategory;
    private readonly UnitConcept?[] best;

    internal LayerDissection(ConceptCatalogue catalogue, int units, GroupTally tally, ActivationRule rule)
    {
        this.tally = tally;
        Catalogue = catalogue;
        Units = units;
        Rule = rule;
        categoryOf = [.. catalogue.CategoryOf];
        bestOfCategory = new int[units * catalogue.Categories.Count];
        best = new UnitConcept?[units];
        for (int k = 0; k < units; k++)
            FindBest(k);
    }

    public ConceptCatalogue Catalogue { get; }

    public int Units { get; }

    public ActivationRule Rule { get; }

    /// <summary>Units (from 0) by falling score of their best concept.</summary>
    public IReadOnlyList<int> Ranking =>
        [.. Enumerable.Range(0, Units).OrderByDescending(k => best[k]?.Iou ?? 0).ThenByDescending(k => k)];

    /// <summary>Pixels with the label of a concept under the unit's masks.</summary>
    /// <param name="unit">From 0.</param>
    /// <param name="number">Of the concept, from 1.</param>
    public long Intersection(int unit, int number) => tally.Both[unit * categoryOf.Length + number - 1];

    /// <summary>Pixels of the unit's masks on images with some label of the category under the mask; see
    /// <see cref="Rule"/>.</summary>
    /// <param name="unit">From 0.</param>
    /// <param name="category">Its place in the catalogue, from 0.</param>
    public long UnitPixels(int unit, int category) =>
        Rule == ActivationRule.OfCategory
            ? tally.UnitPixels[unit * Catalogue.Categories.Count + category]
            : tally.LabelledUnitPixels[unit] * Catalogue.Categories.Count;

    /// <summary>Pixels with the label of a concept.</summary>
    /// <param name="number">From 1.</param>
    public long LabelPixels(int number) => tally.LabelPixels[number - 1];

    /// <summary>In [0, 1].</summary>
    /// <param name="unit">From 0.</param>
    /// <param name="number">Of the concept, from 1.</param>
    public double Iou(int unit, int number)
    {
        double both = Intersection(unit, number);
        return both / (UnitPixels(unit, categoryOf[number - 1]) + LabelPixels(number) - both + Epsilon);
    }

    /// <summary>The concept a unit detects best, or null if no labelled pixel lies under any of its masks.</summary>
    /// <param name="unit">From 0.</param>
    public UnitConcept? Best(int unit) => best[unit];

    /// <summary>The concept of one category a unit detects best, or null if it meets none.</summary>
    /// <param name="unit">From 0.</param>
    /// <param name="category">Its place in the catalogue, from 0.</param>
    public UnitConcept? BestOf(int unit, int category) =>
        bestOfCategory[unit * Catalogue.Categories.Count + category] is > 0 and int number
            ? new(unit, Catalogue.Concepts[number - 1], Iou(unit, number))
            : null;

    /// <summary>The units whose best concept has an IoU above a threshold, with that concept, by number of unit
    /// (<see cref="DissectionRule.Detects"/>).</summary>
    /// <param name="iouThreshold">0.04 in the paper, 0 for every unit that meets a label.</param>
    public IReadOnlyList<UnitConcept> Detectors(double iouThreshold) =>
        [.. best.OfType<UnitConcept>().Where(b => DissectionRule.Detects(b.Iou, iouThreshold))];

    /// <summary>Detectors per category, in the catalogue's order.</summary>
    /// <param name="iouThreshold">As for <see cref="Detectors"/>.</param>
    public int[] DetectorsPerCategory(double iouThreshold)
    {
        var counts = new int[Catalogue.Categories.Count];
        foreach (UnitConcept detector in Detectors(iouThreshold))
            counts[categoryOf[detector.Concept.Number - 1]]++;
        return counts;
    }

    /// <summary>How many different concepts the detectors of a layer detect.</summary>
    /// <param name="iouThreshold">As for <see cref="Detectors"/>.</param>
    public int UniqueConcepts(double iouThreshold) =>
        Detectors(iouThreshold).Select(d => d.Concept.Number).Distinct().Count();

    /// <summary>With how many concepts a unit has an IoU above a threshold.</summary>
    /// <param name="unit">From 0.</param>
    /// <param name="iouThreshold">As for <see cref="Detectors"/>.</param>
    public int ConceptsAbove(int unit, double iouThreshold) =>
        Enumerable.Range(1, categoryOf.Length).Count(number => DissectionRule.Detects(Iou(unit, number), iouThreshold));

    private void FindBest(int unit)
    {
        Span<int> numbers = bestOfCategory.AsSpan(unit * Catalogue.Categories.Count, Catalogue.Categories.Count);
        Span<double> scores = stackalloc double[numbers.Length];
        for (int number = 1; number <= categoryOf.Length; number++)
        {
            if (Intersection(unit, number) == 0)
                continue;
            int category = categoryOf[number - 1];
            double iou = Iou(unit, number);
            if (iou > scores[category])
                (scores[category], numbers[category]) = (iou, number);
        }
        int last = 0;
        for (int category = 1; category < scores.Length; category++)
        {
            if (scores[category] >= scores[last])
                last = category;
        }
        if (numbers.Length > 0 && numbers[last] > 0)
            best[unit] = new(unit, Catalogue.Concepts[numbers[last] - 1], scores[last]);
    }
}
