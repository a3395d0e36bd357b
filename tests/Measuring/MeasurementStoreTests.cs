using System.IO.Compression;
using System.Text;
using RobustRepro.Measuring.Store;

namespace RobustRepro.Tests.Measuring;

/// <summary>What is kept is believed only where it is whole and of this code.</summary>
public sealed class MeasurementStoreTests : IDisposable
{
    private static readonly MeasurementKey Key = StoreUnderTest.Key;

    private readonly StoreUnderTest tested = new();

    [Fact]
    public void What_was_kept_comes_back_with_when_and_where()
    {
        StoredMeasurement measured = new();
        tested.Store.Keep(
            Key,
            measured
                .Put("response", new[] { 3, -1, 7 })
                .Put("names", new[] { "texture", "", "ein längerer Name" })
                .Put("iou", new[] { 0.25, double.NaN, double.PositiveInfinity })
                .Put("mask", new[] { true, false, true, true }, 2, 2)
                .PutRows(
                    "rows",
                    [
                        [1f],
                        [],
                        [2f, 3f],
                    ]
                )
        );
        StoredMeasurement read = tested.Store.Find(Key)!;
        read.WasRead.Should().BeTrue();
        (read.MeasuredAt, read.Machine).Should().Be((measured.MeasuredAt, Environment.MachineName));
        read.Get<int>("response").Should().Equal(3, -1, 7);
        read.Get<string>("names").Should().Equal("texture", "", "ein längerer Name");
        read.Get<double>("iou").Should().Equal(0.25, double.NaN, double.PositiveInfinity);
        read.Get<bool>("mask").Should().Equal(true, false, true, true);
        read.GetRows<float>("rows").Should().BeEquivalentTo(new[] { new[] { 1f }, [], [2f, 3f] });
        tested.Said.Should().BeEmpty();
    }

    /// <summary>The header is that of numpy.save, so that others can read the file.</summary>
    [Fact]
    public void Arrays_are_in_the_format_of_NumPy()
    {
        tested.KeepSomething();
        using ZipArchive zip = ZipFile.OpenRead(tested.Kept);
        using var content = new MemoryStream();
        using (Stream member = zip.GetEntry("response.npy")!.Open())
            member.CopyTo(content);
        byte[] array = content.ToArray();
        Encoding.Latin1.GetString(array, 1, 5).Should().Be("NUMPY");
        string header = Encoding.ASCII.GetString(array, 10, array[8]);
        header.TrimEnd().Should().Be("{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }");
        (10 + header.Length).Should().Be(128);
        array.Length.Should().Be(128 + 3 * sizeof(int));
    }

    [Theory]
    [InlineData("another weight")]
    [InlineData("another part")]
    public void Another_key_finds_nothing(string what)
    {
        tested.KeepSomething();
        tested
            .Store.Find(
                what == "another part"
                    ? Key with
                    {
                        Part = "attack",
                    }
                    : new(Key.Study, Key.Network, Key.Part, Key.Set, [("weights", "b"), ("code", CodeHash.Value)])
            )
            .Should()
            .BeNull();
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("a bit changed")]
    [InlineData("empty")]
    [InlineData("of a later format")]
    [InlineData("of another measurement")]
    public void What_is_damaged_is_said_in_one_line_not_believed_and_not_deleted(string how)
    {
        tested.KeepSomething();
        byte[] whole = File.ReadAllBytes(tested.Kept);
        switch (how)
        {
            case "cut off":
                File.WriteAllBytes(tested.Kept, whole[..(whole.Length / 2)]);
                break;
            case "a bit changed":
                Rewrite("response.npy", content => content[^1] ^= 1);
                break;
            case "empty":
                File.WriteAllBytes(tested.Kept, []);
                break;
            case "of a later format":
                Rewrite("about.json", content => content[Encoding.UTF8.GetString(content).IndexOf('1')] = (byte)'2');
                break;
            default:
                MeasurementKey other = Key with { Set = "intact" };
                tested.Store.Keep(other, new StoredMeasurement().Put("response", new[] { 1 }));
                File.Copy(tested.Store.PathOf(other), tested.Kept, overwrite: true);
                break;
        }
        byte[] damaged = File.ReadAllBytes(tested.Kept);
        tested.Store.Find(Key).Should().BeNull();
        tested.Said.Should().ContainSingle().Which.Should().StartWith(tested.Kept).And.EndWith("is measured again");
        File.ReadAllBytes(tested.Kept).Should().Equal(damaged);

        // measuring again mends it
        tested.KeepSomething();
        tested.Store.Find(Key).Should().NotBeNull();
    }

    [Fact]
    public void Fresh_reads_nothing_and_keeps_what_it_measures()
    {
        tested.KeepSomething();
        var fresh = new MeasurementStore(tested.Folder.Path) { Fresh = true };
        fresh.Find(Key).Should().BeNull();
        fresh.Keep(Key, new StoredMeasurement().Put("response", new[] { 9 }));
        tested.Store.Find(Key)!.Get<int>("response").Should().Equal(9);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_once_and_stops_nothing()
    {
        string file = tested.Folder.Add("file", "");
        var broken = new MeasurementStore(Path.Combine(file, "store")) { Warn = tested.Said.Add };
        for (int i = 0; i < 3; i++)
            broken.Keep(Key, new StoredMeasurement().Put("response", new[] { 1 }));
        broken.Find(Key).Should().BeNull();
        broken.NotKept.Should().Be(3);
        tested.Said.Should().ContainSingle().Which.Should().EndWith("this run goes on and stores nothing more");
    }

    [Fact]
    public void Pruning_deletes_what_other_code_measured_and_nothing_that_is_not_the_stores()
    {
        tested.KeepSomething();
        MeasurementKey old = new(Key.Study, Key.Network, Key.Part, Key.Set, [("weights", "a"), ("code", "before")]);
        tested.Store.Keep(old, new StoredMeasurement().Put("response", new[] { 1 }));
        string strange = tested.Folder.Add("notes.npz", "mine"),
            text = tested.Folder.Add("readme.txt", "mine");
        tested.Store.Prune(all: false).Files.Should().Be(1);
        File.Exists(tested.Store.PathOf(old)).Should().BeFalse();
        tested.Store.Prune(all: true).Files.Should().Be(1);
        new[] { strange, text }.Should().OnlyContain(path => File.Exists(path));
    }

    [Fact]
    public void The_code_is_the_same_in_whatever_order_its_files_are_listed()
    {
        string[] lines = CodeHash.Lines();
        lines.Should().HaveCountGreaterThan(100).And.Contain(l => l.StartsWith("Attacks/", StringComparison.Ordinal));
        lines
            .Should()
            .NotContain(l =>
                l.StartsWith("Claims/", StringComparison.Ordinal)
                || l.StartsWith("Reporting/", StringComparison.Ordinal)
            );
        CodeHash.Of(lines.Reverse().Select(l => l.Replace('/', '\\'))).Should().Be(CodeHash.Value);
        CodeHash.Of(lines.Skip(1)).Should().NotBe(CodeHash.Value);
    }

    public void Dispose() => tested.Dispose();

    private void Rewrite(string member, Action<byte[]> change)
    {
        using ZipArchive zip = ZipFile.Open(tested.Kept, ZipArchiveMode.Update);
        using Stream stream = zip.GetEntry(member)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        byte[] content = copy.ToArray();
        change(content);
        stream.Position = 0;
        stream.Write(content);
    }
}
