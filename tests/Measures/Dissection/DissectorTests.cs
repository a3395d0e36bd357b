using RobustRepro.Measures.Dissection;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Tests.Models;
using RobustRepro.Tests.Probes;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures.Dissection;

public sealed class DissectorTests
{
    private const int Images = 120,
        Side = 8;

    /// <summary>Two layers of three units, float32.</summary>
    private const int BytesPerImage = 2 * 3 * Side * Side * sizeof(float);

    private static readonly string[] Layers = ["conv", "relu"];

    [Theory]
    [InlineData("all fit", Images, 0)]
    [InlineData("two batches of three fit", 100, 20)]
    [InlineData("less than half fits", 59, Images)]
    [InlineData("none is wanted", 0, Images)]
    public void Counts_are_the_same_however_many_activations_are_kept(string _, int fitting, int computedAgain)
    {
        (IReadOnlyList<DissectedLayer> expected, int twice) = Dissect(0);
        (IReadOnlyList<DissectedLayer> dissected, int computed) = Dissect(fitting * BytesPerImage);

        twice.Should().Be(2 * Images);
        computed.Should().Be(Images + computedAgain);
        dissected.Select(d => (d.Layer, d.Quantile)).Should().Equal(expected.Select(d => (d.Layer, d.Quantile)));
        foreach ((DissectedLayer one, DissectedLayer other) in dissected.Zip(expected))
        {
            one.Thresholds.Should().Equal(other.Thresholds);
            one.Tally.Counts.Should().BeEquivalentTo(other.Tally.Counts, o => o.WithStrictOrdering());
            (one.Chance?.Counts).Should().BeEquivalentTo(other.Chance?.Counts, o => o.WithStrictOrdering());
        }
        dissected.Should().Contain(d => d.Chance != null && d.Chance.Counts.Both.Any(count => count > 0));
    }

    [Fact]
    public void Progress_goes_over_both_passes_whatever_is_kept()
    {
        List<(int, int)> kept = [],
            computed = [];
        _ = Dissect(Images * BytesPerImage, kept);
        _ = Dissect(0, computed);
        kept.Should().Equal(computed);
        kept[^1].Should().Be((2 * Images, 2 * Images));
    }

    private static (IReadOnlyList<DissectedLayer>, int Computed) Dissect(long bytes, List<(int, int)>? progress = null)
    {
        using NormalizedModel model = ToyNetworks.Colours();
        int computed = 0;
        model.register_forward_pre_hook(
            (_, input) =>
            {
                computed += (int)input.shape[0];
                return input;
            }
        );
        var dissector = new Dissector(new Probe(), Layers, [0.05, 0.1])
        {
            Groups = 4,
            GroupedQuantiles = [0.05],
            Chance = (0.05, [.. Enumerable.Range(0, Images).Select(i => Images - 1 - i)]),
            MostBytesKept = bytes,
            Progress = (done, total) => progress?.Add((done, total)),
        };
        return (dissector.Run(model), computed);
    }

    private sealed class Probe : IProbe
    {
        private readonly ImageConcepts[] labels = RandomProbe.Images(1, DissectorTests.Images, 2 * Side, 2 * Side);

        public string Name => "random";

        public ConceptCatalogue Catalogue => RandomProbe.Catalogue;

        public int Count => labels.Length;

        public ImageConcepts Labels(int index) => labels[index];

        public Tensor Images(int start, int count)
        {
            using var generator = new Generator(1);
            using Tensor all = rand([Count, 3, Side, Side], generator: generator);
            return all.narrow(0, start, count).clone();
        }
    }
}
