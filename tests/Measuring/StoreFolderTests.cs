using System.Diagnostics;
using System.IO.Compression;
using RobustRepro.Measuring.Store;

namespace RobustRepro.Tests.Measuring;

/// <summary>The folder of a store holds what is none of the store's, or stands under another name.</summary>
public sealed class StoreFolderTests : IDisposable
{
    private static readonly MeasurementKey Key = new(
        "trifeature",
        "googlenet-robust-0",
        "answers",
        "cue-conflict",
        [("weights", "a"), ("code", CodeHash.Value)]
    );

    private readonly TemporaryFolder folder = new();
    private readonly List<string> said = [];
    private readonly MeasurementStore store;

    public StoreFolderTests() => store = new(folder.Path) { Warn = said.Add };

    public void Dispose() => folder.Dispose();

    private string Kept => store.PathOf(Key);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Something_in_the_way_of_one_measurement_keeps_the_others(bool isDeadLink)
    {
        Directory.CreateDirectory(isDeadLink ? Path.GetDirectoryName(Kept)! : Kept);
        if (isDeadLink)
            File.CreateSymbolicLink(Kept, "gone");
        store.Find(Key).Should().BeNull();
        KeepSomething();
        said.Should().Equal($"{Kept}: a folder, a file or a link to nothing is in the way; {Key} is not kept");
        MeasurementKey other = Key with { Set = "intact" };
        store.Keep(other, new StoredMeasurement().Put("response", new[] { 1 }));
        store.Find(other).Should().NotBeNull();
        store.NotKept.Should().Be(1);
        store.Prune(all: true).Files.Should().Be(1, "what is in the way is not the store's");
        (Directory.Exists(Kept) || new FileInfo(Kept).LinkTarget is not null).Should().BeTrue();
    }

    [Theory]
    [InlineData("a file under the name of another", "it holds another measurement than its name says")]
    [InlineData("no zip", "it is no zip file, or damaged or cut off")]
    [InlineData("no JSON", "its about.json is damaged")]
    [InlineData("no about", "it has no about.json")]
    [InlineData("a pipe that nobody writes to", "it is empty")]
    public void A_list_says_what_is_not_believed_and_pruning_deletes_it(string what, string problem)
    {
        KeepSomething();
        string path = Kept;
        switch (what)
        {
            case "a file under the name of another":
                path = store.PathOf(Key with { Set = "intact" });
                File.Move(Kept, path);
                break;
            case "no zip":
                File.WriteAllText(Kept, "not a zip file at all, and long enough for its last record");
                break;
            case "a pipe that nobody writes to":
                File.Delete(Kept);
                using (Process make = Process.Start("mkfifo", Kept))
                    make.WaitForExit();
                break;
            case "no JSON":
                using (ZipArchive zip = ZipFile.Open(Kept, ZipArchiveMode.Update))
                using (Stream about = zip.GetEntry("about.json")!.Open())
                    about.WriteByte((byte)'x');
                break;
            default:
                using (ZipArchive zip = ZipFile.Open(Kept, ZipArchiveMode.Update))
                    zip.GetEntry("about.json")!.Delete();
                break;
        }
        StoredEntry entry = store.Entries().Should().ContainSingle().Which;
        (entry.Path, entry.Problem, entry.About).Should().Be((path, problem, null));
        store.Prune(all: false).Files.Should().Be(1);
        File.Exists(path).Should().BeFalse();
    }

    [Fact]
    public void A_link_to_a_folder_above_is_not_followed()
    {
        KeepSomething();
        Directory.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(Kept)!, "up"), folder.Path);
        store.Entries().Should().ContainSingle();
        store.Prune(all: true).Files.Should().Be(1);
    }

    private void KeepSomething() => store.Keep(Key, new StoredMeasurement().Put("response", new[] { 3, -1, 7 }));
}
