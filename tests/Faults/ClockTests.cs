using RobustRepro.Measuring.Store;

namespace RobustRepro.Tests.Faults;

/// <summary>Clocks jump: files bear dates of the future and of the past. Training that goes on under such dates is in
/// <see cref="EndedTests"/>.</summary>
public sealed class ClockTests : IDisposable
{
    private static readonly MeasurementKey Key = new("trifeature", "resnet-robust-0", "noise", "", [("weights", "a")]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1971)]
    [InlineData(2106)]
    public void A_measurement_is_read_whatever_date_it_bears(int year)
    {
        List<string> said = [];
        var store = new MeasurementStore(folder.Path) { Warn = said.Add };
        var then = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        store.Keep(Key, new StoredMeasurement(then, "there").Put("values", new[] { 1.5 }));
        File.SetLastWriteTimeUtc(store.PathOf(Key), then);

        StoredMeasurement read = store.Find(Key)!;
        read.Get<double>("values").Should().Equal(1.5);
        read.MeasuredAt.Should().Be(then);
        store.Entries().Should().ContainSingle().Which.Problem.Should().BeNull();
        said.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1971, true)]
    [InlineData(2106, false)]
    public void Of_a_half_written_one_that_is_old_nothing_but_pruning_takes_notice(int year, bool goes)
    {
        var store = new MeasurementStore(folder.Path);
        store.Keep(Key, new StoredMeasurement().Put("values", new[] { 1.5 }));
        string left = store.PathOf(Key) + ".abc.tmp";
        File.WriteAllText(left, "half");
        File.SetLastWriteTimeUtc(left, new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        store.Find(Key).Should().NotBeNull();
        store.Prune(all: true);
        File.Exists(left).Should().Be(!goes);
    }
}
