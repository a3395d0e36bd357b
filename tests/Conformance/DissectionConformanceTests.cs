using System.Text.Json;
using RobustRepro.Checkpoints;
using RobustRepro.Imaging;
using RobustRepro.Measures.Dissection;
using RobustRepro.Probes;
using RobustRepro.Probes.Broden;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Conformance;

/// <summary>
/// Network dissection of a tiny data set in Broden's layout against what NetDissect-Lite's own tally wrote. Which
/// <see cref="ActivationRule"/> it followed depends on the numpy it ran on, and its table shows it: under the newer
/// ones a unit's activation is the same for all categories.
/// </summary>
public sealed class DissectionConformanceTests : IDisposable
{
    private const double Tolerance = 1e-6;

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [ReferenceFact("netdissect")]
    public void The_best_concept_of_every_unit_is_the_reference_s()
    {
        var rows = TallyCsv.Rows(Dissect()).ToDictionary(row => row.Unit);
        using JsonDocument expected = JsonDocument.Parse(
            File.ReadAllText(ReferenceData.Path("netdissect", "expected.json"))
        );
        JsonElement best = expected.RootElement.GetProperty("best");
        best.GetArrayLength().Should().Be(rows.Count);
        foreach (JsonElement unit in best.EnumerateArray())
        {
            TallyRow found = rows[unit.GetProperty("unit").GetInt32()];
            found.Label.Should().Be(unit.GetProperty("label").GetString());
            found.Category.Should().Be(unit.GetProperty("category").GetString());
            found.Score.Should().BeApproximately(unit.GetProperty("iou").GetDouble(), Tolerance);
        }
    }

    [ReferenceFact("netdissect")]
    public void The_whole_table_is_the_reference_s_in_its_order()
    {
        using var folder = new TemporaryFolder();
        TallyCsv.Write(folder.File("tally.csv"), Dissect());
        IReadOnlyList<TallyRow> rows = TallyCsv.Read(folder.File("tally.csv")),
            expected = TallyCsv.Read(ReferenceData.Path("netdissect", "tally.csv"));

        File.ReadLines(folder.File("tally.csv"))
            .First()
            .Should()
            .Be(File.ReadLines(ReferenceData.Path("netdissect", "tally.csv")).First().TrimEnd());
        rows.Should()
            .BeEquivalentTo(
                expected,
                options =>
                    options
                        .WithStrictOrdering()
                        .Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, Tolerance))
                        .WhenTypeIs<double>()
            );
    }

    [ReferenceFact("netdissect")]
    public void Thresholds_are_near_the_reference_s_sketch()
    {
        (Tensor features, double[] expected) = Load();
        using JsonDocument json = JsonDocument.Parse(
            File.ReadAllText(ReferenceData.Path("netdissect", "expected.json"))
        );
        double share = json.RootElement.GetProperty("quantile").GetDouble();
        int units = (int)features.shape[1];
        long values = features.numel() / units;
        var quantile = new TopQuantile(units, values, share);
        quantile.Add(features);
        float[] thresholds = quantile.Thresholds();
        for (int k = 0; k < units; k++)
        {
            // the reference reads the 1000-point table of its sketch one entry below: the same rank within 0.2%
            float[] all = features.select(1, k).contiguous().data<float>().ToArray();
            double above = all.Count(v => v > expected[k]) / (double)values,
                own = all.Count(v => v > thresholds[k]) / (double)values;
            own.Should().BeApproximately(above, 0.002 + 1.0 / values);
        }
    }

    [ReferenceFact("netdissect")]
    public void Its_photographs_are_images_a_network_takes()
    {
        Tensor images = new BrodenProbe(ReferenceData.Path("netdissect", "broden_tiny"), imageSize: 56).Images(22, 2);
        images.shape.Should().Equal(2, 3, 56, 56);
        Pixels.RequireUnitRange(images);
        images.std().item<float>().Should().BeGreaterThan(0.05f);
    }

    private static LayerDissection Dissect()
    {
        (Tensor features, double[] thresholds) = Load();
        var probe = new BrodenProbe(ReferenceData.Path("netdissect", "broden_tiny"), imageSize: 56);
        probe.Count.Should().Be((int)features.shape[0]);
        var tally = new DissectionTally(probe.Catalogue, (int)features.shape[1]);
        ImageConcepts[] labels = [.. Enumerable.Range(0, probe.Count).Select(probe.Labels)];
        tally.Add(features, [.. thresholds.Select(t => (float)t)], new int[probe.Count], labels);
        return tally.Result(Rule());
    }

    private static ActivationRule Rule() =>
        TallyCsv
            .Read(ReferenceData.Path("netdissect", "tally.csv"))
            .All(row => row.Entries.Select(e => e.Activation).Distinct().Count() == 1)
            ? ActivationRule.OfAllCategories
            : ActivationRule.OfCategory;

    private static (Tensor Features, double[] Thresholds) Load()
    {
        using TorchFile file = TorchFileReader.Open(ReferenceData.Path("netdissect", "features.pt"));
        Dictionary<string, Tensor> values = TorchFile.Load(file.Dictionary);
        return (values["features"], values["thresholds"].to(float64).data<double>().ToArray());
    }
}
