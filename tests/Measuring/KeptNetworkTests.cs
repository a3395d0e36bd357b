using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Measuring.Store;
using RobustRepro.Studies;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Training;

namespace RobustRepro.Tests.Measuring;

[Trait("Speed", "slow")]
public sealed class KeptNetworkTests
{
    /// <summary>Every part of a network, with pictures: what is read equals what was measured, to the last
    /// bit.</summary>
    [Theory]
    [InlineData(TrainingMode.Robust)]
    [InlineData(TrainingMode.Standard)]
    public void What_is_read_is_what_was_measured(TrainingMode mode)
    {
        using var folder = new TemporaryFolder();
        NetworkId id = new("resnet", mode, 11);
        NetworkMeasurements measured = Measure(folder, id),
            read = Measure(folder, id);
        measured.Parts.Should().NotBeEmpty().And.OnlyContain(p => !p.WasRead);
        read.Parts.Should().HaveSameCount(measured.Parts).And.OnlyContain(p => p.WasRead);
        read.Should().BeEquivalentTo(measured, o => o.WithStrictOrdering().Excluding(m => m.Parts));
    }

    [Fact]
    public void An_untrained_network_is_kept_by_its_seed()
    {
        using var folder = new TemporaryFolder();
        NetworkId id = new("resnet", TrainingMode.Untrained, 0);
        MeasurementRequest detectors = new(MeasurementParts.Detectors, []);
        NetworkMeasurements measured = Open(folder).Measure(id, detectors),
            read = Open(folder).Measure(id, detectors);
        read.Parts.Should().OnlyContain(p => p.WasRead);
        read.Should().BeEquivalentTo(measured, o => o.WithStrictOrdering().Excluding(m => m.Parts));
    }

    /// <summary>Single units are a part of their own, which takes no concepts.</summary>
    [Fact]
    public void Single_units_are_kept_without_concepts()
    {
        using var folder = new TemporaryFolder();
        NetworkId id = new("resnet", TrainingMode.Standard, 11);
        MeasurementRequest singleUnits = new(MeasurementParts.SingleUnits, []);
        NetworkMeasurements measured = Open(folder).Measure(id, singleUnits),
            read = Open(folder).Measure(id, singleUnits);
        measured.Units!.SingleUnits.Should().HaveCount(32 + 3 * 64);
        measured.Units.Concepts.Should().BeEmpty();
        measured.Parts.Select(p => p.What).Should().Equal("filters", "single units");
        read.Parts.Should().HaveCount(2).And.OnlyContain(p => p.WasRead);
        read.Units!.SingleUnits.Should().Equal(measured.Units.SingleUnits);
        read.Should().BeEquivalentTo(measured, o => o.WithStrictOrdering().Excluding(m => m.Parts));
    }

    private static NetworkMeasurements Measure(TemporaryFolder folder, NetworkId id)
    {
        NetworkStudy study = Open(folder);
        MeasurementRequest all = MeasurementRequest.Of([.. study.Claims]);
        return study.Measure(id, all.And(MeasurementParts.Pictures, []));
    }

    private static NetworkStudy Open(TemporaryFolder folder) =>
        TrifeatureStudy.Open(new() { Store = new MeasurementStore(folder.Path) });
}
