using System.IO.Compression;
using RobustRepro.Datasets;
using RobustRepro.Files;
using RobustRepro.Imaging;
using RobustRepro.Measures;
using RobustRepro.Measuring.Store;
using RobustRepro.Probes.Broden;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Tests.Datasets;
using RobustRepro.Tests.Probes;
using RobustRepro.Training;

namespace RobustRepro.Tests.Faults;

/// <summary>Files that change or vanish while a run uses them. Numbers rest on the files whose hashes are said, or
/// there are none.</summary>
public sealed class ChangedDataTests : IDisposable
{
    private static readonly NetworkId Id = new("resnet", TrainingMode.Standard, 0);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Weights_that_are_replaced_after_they_were_hashed_are_not_measured()
    {
        string weights = WeightFile.PathOf(folder.Path, Id);
        File.Copy(WeightFile.PathOf(Fixtures.Weights("trifeature"), Id), weights);
        NetworkStudy study = TrifeatureStudy.Open(
            new StudyInputs { Weights = folder.Path, Store = new MeasurementStore(folder.File("store")) }
        );
        study.Measure(Id, new(MeasurementParts.None, []));
        study.Measure(Id, new(MeasurementParts.Noise, []));
        int stored = Stored();
        stored.Should().BePositive();

        byte[] bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);
        study
            .Invoking(s => s.Measure(Id, new(MeasurementParts.Answers, [StimulusName.Intact])))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{Id}: its weights were changed while they were used; *");
        Stored().Should().Be(stored, "nothing was kept under the hash of the weights before");

        File.Delete(weights);
        study
            .Invoking(s => s.Measure(Id, new(MeasurementParts.Answers, [StimulusName.Intact])))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"*{weights}*");
    }

    [Fact]
    public void An_image_that_changes_or_vanishes_after_it_was_hashed_ends_the_run()
    {
        string image = Images();
        using IImageSet set = ImageFolder.Open(folder.File("images"));
        set.Digest();
        using (StimulusSet loaded = Load(set))
            loaded.Count.Should().Be(2);

        File.WriteAllBytes(image, ImageBytes.Plain(0, 0, 255));
        set.Invoking(Load)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{image}: the file was changed while it was used; *");
        set.Invoking(s => s.Digest()).Should().Throw<InvalidInputException>();

        File.Delete(image);
        set.Invoking(Load).Should().Throw<InvalidInputException>().WithMessage($"{image}*");
    }

    [Fact]
    public void A_zip_that_is_replaced_is_read_on_by_who_has_it_open()
    {
        string image = Images(),
            zip = folder.File("images.zip");
        ZipFile.CreateFromDirectory(folder.File("images"), zip);
        using IImageSet set = ImageFolder.Open(zip);
        string digest = set.Digest();

        File.WriteAllBytes(image, ImageBytes.Plain(0, 0, 255));
        ZipFile.CreateFromDirectory(folder.File("images"), folder.File("new.zip"));
        File.Move(folder.File("new.zip"), zip, overwrite: true);
        set.Digest().Should().Be(digest, "the file that was opened is still there for who has it open");
    }

    [Fact]
    public void A_probe_s_image_that_changes_after_it_was_hashed_ends_the_run()
    {
        using var broden = new BrodenFolder();
        var probe = new BrodenProbe(broden.Path, 4);
        probe.Fingerprint();
        probe.Images(0, 1).Dispose();
        File.Copy(
            Path.Combine(broden.Path, "images", "b.png"),
            Path.Combine(broden.Path, "images", "a.png"),
            overwrite: true
        );
        probe
            .Invoking(p => p.Images(0, 1))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*a.png: the file was changed while it was used; *");
    }

    private int Stored() =>
        Directory.EnumerateFiles(folder.File("store"), "*.npz", SearchOption.AllDirectories).Count();

    /// <summary>Two classes with an image each.</summary>
    /// <returns>One of them.</returns>
    private string Images()
    {
        foreach (string name in (string[])["cat", "dog"])
        {
            Directory.CreateDirectory(folder.File($"images/{name}"));
            File.WriteAllBytes(folder.File($"images/{name}/a.png"), Noise());
        }
        return folder.File("images/dog/a.png");
    }

    /// <summary>Larger than what is read ahead of a file.</summary>
    private static byte[] Noise()
    {
        var random = new Random(5);
        return ImageBytes.Png(64, 64, (_, _) => new((uint)random.Next() | 0xff000000));
    }

    private static StimulusSet Load(IImageSet set) => set.Load(StimulusName.Intact, ImagePreparation.Stretch(8));
}
