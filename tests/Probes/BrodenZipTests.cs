using System.IO.Compression;
using RobustRepro.Probes.Broden;
using TorchSharp;

namespace RobustRepro.Tests.Probes;

/// <summary>Broden as the zip that it comes as.</summary>
public sealed class BrodenZipTests : IDisposable
{
    private readonly BrodenFolder folder = new();
    private readonly TemporaryFolder output = new();

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("broden1_224/")]
    [InlineData("data/broden1_224/")]
    public void A_zip_gives_what_the_folder_gives(string above)
    {
        var unpacked = new BrodenProbe(folder.Path, 4);
        var zipped = new BrodenProbe(Zip(above), 4);
        zipped.Count.Should().Be(unpacked.Count);
        zipped.Catalogue.Concepts.Should().Equal(unpacked.Catalogue.Concepts);
        zipped.Fingerprint().Should().Be(unpacked.Fingerprint());
        using DisposeScope scope = torch.NewDisposeScope();
        zipped.Images(0, 2).Equals(unpacked.Images(0, 2)).Should().BeTrue();
        zipped.Labels(0).Should().BeEquivalentTo(unpacked.Labels(0));
        BrodenProbe.Has(Zip(above), "part").Should().BeTrue();
        BrodenProbe.Has(folder.Path, "material").Should().BeFalse();
    }

    [Fact]
    public void The_folder_above_it_will_do()
    {
        string below = output.File("broden1_224");
        Directory.CreateDirectory(Path.Combine(below, "images"));
        foreach (string file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(below, Path.GetRelativePath(folder.Path, file)));
        new BrodenProbe(output.Path, 4).Count.Should().Be(new BrodenProbe(folder.Path, 4).Count);
    }

    [Fact]
    public void Other_zips_and_what_lacks_in_one_are_named()
    {
        string other = output.File("other.zip");
        using (ZipArchive archive = ZipFile.Open(other, ZipArchiveMode.Create))
            archive.CreateEntry("__MACOSX/._index.csv");
        Refused(other, $"{other}: there is no index.csv in it; expected Broden's zip");
        folder.Remove("c_part.csv");
        string lacking = Zip("broden1_224/");
        Refused(lacking, $"{lacking}/broden1_224/c_part.csv: there is no such file");
        File.WriteAllText(other, "hello");
        Refused(other, $"{other}: this is no zip file, or it is damaged or cut off *");
    }

    private static void Refused(string path, string message) =>
        FluentActions
            .Invoking(() => new BrodenProbe(path, 4))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(message);

    private string Zip(string above)
    {
        string path = output.File($"{Guid.NewGuid()}.zip");
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (string file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
            archive.CreateEntryFromFile(file, above + Path.GetRelativePath(folder.Path, file).Replace('\\', '/'));
        archive.CreateEntry("__MACOSX/._index.csv");
        return path;
    }
}
