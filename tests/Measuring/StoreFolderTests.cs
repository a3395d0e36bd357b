using System.Diagnostics;
using System.IO.Compression;
using RobustRepro.Measuring.Store;

namespace RobustRepro.Tests.Measuring;

/// <summary>The folder of a store holds what is none of the store's, or stands under another name.</summary>
public sealed class StoreFolderTests : IDisposable
{
    private static readonly MeasurementKey Key = StoreUnderTest.Key;

    private readonly StoreUnderTest tested = new();

    public void Dispose() => tested.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Something_in_the_way_of_one_measurement_keeps_the_others(bool isDeadLink)
    {
        Directory.CreateDirectory(isDeadLink ? Path.GetDirectoryName(tested.Kept)! : tested.Kept);
        if (isDeadLink)
            File.CreateSymbolicLink(tested.Kept, "gone");
        tested.Store.Find(Key).Should().BeNull();
        tested.KeepSomething();
        tested
            .Said.Should()
            .Equal($"{tested.Kept}: a folder, a file or a link to nothing is in the way; {Key} is not kept");
        MeasurementKey other = Key with { Set = "intact" };
        tested.Store.Keep(other, new StoredMeasurement().Put("response", new[] { 1 }));
        tested.Store.Find(other).Should().NotBeNull();
        tested.Store.NotKept.Should().Be(1);
        tested.Store.Prune(all: true).Files.Should().Be(1, "what is in the way is not the store's");
        (Directory.Exists(tested.Kept) || new FileInfo(tested.Kept).LinkTarget is not null).Should().BeTrue();
    }

    [Theory]
    [InlineData("a file under the name of another", "it holds another measurement than its name says")]
    [InlineData("no zip", "it is no zip file, or damaged or cut off")]
    [InlineData("no JSON", "its about.json is damaged")]
    [InlineData("no about", "it has no about.json")]
    [InlineData("a pipe that nobody writes to", "it is empty")]
    public void A_list_says_what_is_not_believed_and_pruning_deletes_it(string what, string problem)
    {
        tested.KeepSomething();
        string path = tested.Kept;
        switch (what)
        {
            case "a file under the name of another":
                path = tested.Store.PathOf(Key with { Set = "intact" });
                File.Move(tested.Kept, path);
                break;
            case "no zip":
                File.WriteAllText(tested.Kept, "not a zip file at all, and long enough for its last record");
                break;
            case "a pipe that nobody writes to":
                File.Delete(tested.Kept);
                using (Process make = Process.Start("mkfifo", tested.Kept))
                    make.WaitForExit();
                break;
            case "no JSON":
                using (ZipArchive zip = ZipFile.Open(tested.Kept, ZipArchiveMode.Update))
                using (Stream about = zip.GetEntry("about.json")!.Open())
                    about.WriteByte((byte)'x');
                break;
            default:
                using (ZipArchive zip = ZipFile.Open(tested.Kept, ZipArchiveMode.Update))
                    zip.GetEntry("about.json")!.Delete();
                break;
        }
        StoredEntry entry = tested.Store.Entries().Should().ContainSingle().Which;
        (entry.Path, entry.Problem, entry.About).Should().Be((path, problem, null));
        tested.Store.Prune(all: false).Files.Should().Be(1);
        File.Exists(path).Should().BeFalse();
    }

    [Fact]
    public void A_link_to_a_folder_above_is_not_followed()
    {
        tested.KeepSomething();
        Directory.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(tested.Kept)!, "up"), tested.Folder.Path);
        tested.Store.Entries().Should().ContainSingle();
        tested.Store.Prune(all: true).Files.Should().Be(1);
    }
}
