using RobustRepro.Measures.Dissection;
using RobustRepro.Measuring.Store;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Studies;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Training;

namespace RobustRepro.Tests.Measuring;

[Trait("Speed", "slow")]
public sealed class KeptDissectionTests
{
    [Fact]
    public void Counts_come_back_as_they_were_and_another_quantile_is_another_dissection()
    {
        using var folder = new TemporaryFolder();
        NetworkStudy study = TrifeatureStudy.Open();
        NetworkId id = new("resnet", TrainingMode.Standard, 11);
        using NormalizedModel model = study.Networks.Load(id);
        IProbe probe = PartOfProbe.First(study.Stimuli.Probe!.Value, 40);
        string[] layers = [study.Architecture("resnet").Layers[^1]];
        var kept = new KeptDissection(study, new MeasurementStore(folder.Path));
        int runs = 0;
        IReadOnlyList<DissectedLayer> Dissect(double quantile) =>
            kept.Get(
                id,
                probe,
                layers,
                quantile,
                () =>
                {
                    runs++;
                    return new Dissector(probe, layers, [quantile]).Run(model);
                }
            );

        DissectedLayer dissected = Dissect(0.005).Single(),
            read = Dissect(0.005).Single();
        runs.Should().Be(1);
        read.Thresholds.Should().Equal(dissected.Thresholds);
        read.Tally.Counts.Should().BeEquivalentTo(dissected.Tally.Counts, o => o.WithStrictOrdering());
        LayerDissection one = dissected.Tally.Result(),
            other = read.Tally.Result();
        Enumerable
            .Range(0, one.Units)
            .Select(other.Best)
            .Should()
            .Equal(Enumerable.Range(0, one.Units).Select(one.Best));

        Dissect(0.01);
        runs.Should().Be(2);
    }
}
