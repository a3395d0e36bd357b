using System.Formats.Tar;
using System.IO.Compression;
using RobustRepro.Datasets;
using RobustRepro.Datasets.Geirhos;
using RobustRepro.Datasets.ImageNet;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Studies.Imagenet;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Datasets;

/// <summary>Images as the field's other tools download and unpack them.</summary>
public sealed class DownloadedLayoutsTests : IDisposable
{
    /// <summary>Written by eng/make-report-files.py: an image per file, the first as Python 2 did, the others with the
    /// pickle protocols 1 to 5.</summary>
    private static readonly string Cifar = Path.Combine(
        ReferenceData.RepositoryRoot,
        "tests",
        "Datasets",
        "data",
        "cifar-10-batches-py"
    );

    private readonly ImageTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void The_python_version_of_cifar10_is_read_from_torchvisions_folder_and_from_its_archive()
    {
        RequireCifar(Cifar);
        RequireCifar(Path.GetDirectoryName(Cifar)!);
        tree.Add("cifar-10-batches-py/._data_batch_1", [0, 5, 22, 7]);
        foreach (string file in Directory.GetFiles(Cifar))
            tree.Add($"cifar-10-batches-py/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        RequireCifar(tree.Path);
        string archive = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.tar.gz");
        try
        {
            using (var zipped = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
                TarFile.CreateFromDirectory(tree.Path, zipped, includeBaseDirectory: false);
            RequireCifar(archive);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    [Fact]
    public void A_damaged_batch_is_named_in_one_line()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(Cifar, "data_batch_2"));
        foreach (byte[] bad in (byte[][])[whole[..^100], [], [1, 2, 3], [0x80, 2, (byte)'N', (byte)'.']])
        {
            string name = Path.Combine(tree.Path, "data_batch_2");
            FluentActions
                .Invoking(() => Cifar10Python.Records(bad, name))
                .Should()
                .Throw<InvalidInputException>()
                .WithMessage($"{name}: this is no file of CIFAR-10's Python version (*)");
        }
    }

    [Theory]
    [InlineData("cue-conflict/{0}/{1}")]
    [InlineData("model-vs-human-datasets/cue-conflict/{0}/{1}")]
    [InlineData("cue-conflict/{0}/0001_cc_dnn_0_{0}_00_{1}")]
    [InlineData("cue-conflict/dnn/session-1/0001_cc_dnn_0_{0}_00_{1}")]
    public void Cue_conflicts_are_found_in_the_folders_of_model_vs_human(string form)
    {
        string[] names = ["cat7-dog3.png", "dog1-cat2.png", "dog2-cat2.png"];
        foreach (string name in names)
        {
            string path = string.Format(form, name[..3], name);
            tree.AddPlain(path, 1);
            tree.Add(Path.Combine(Path.GetDirectoryName(path)!, "._" + Path.GetFileName(path)), [0, 5, 22, 7]);
        }
        using IImageSet set = GeirhosStimuli.Open(tree.Path, GeirhosSet.CueConflict);
        set.Classes.Should().Equal("cat", "dog");
        Enumerable
            .Range(0, set.Count)
            .Select(i => (set.Shape(i), set.Texture(i)))
            .Should()
            .Equal((0, 1), (1, 0), (1, 0));
    }

    [Fact]
    public void Edges_and_silhouettes_of_model_vs_human_are_found()
    {
        tree.AddPlain("edge/dnn/session-1/0001_edge_dnn_0_cat_00_n02123045_1.png", 1);
        tree.AddPlain("silhouette/dnn/session-1/0001_sil_dnn_0_dog_00_dog1.png", 1);
        using IImageSet edges = GeirhosStimuli.Open(tree.Path, GeirhosSet.Edges, ["dog", "cat"]),
            filled = GeirhosStimuli.Open(tree.Path, GeirhosSet.Silhouettes, ["dog", "cat"]);
        (edges.Count, edges.Label(0)).Should().Be((1, 1));
        (filled.Count, filled.Label(0)).Should().Be((1, 0));
    }

    [Theory]
    [InlineData("n01440764\nn01443537\nn15075141\n")]
    [InlineData("b.JPEG n01443537\na.JPEG n01440764\nc.JPEG n15075141\n")]
    [InlineData("b n01443537\na n01440764\nc n15075141\n")]
    // Kaggle's LOC_val_solution.csv: the class, and boxes with their classes
    [InlineData(
        "ImageId,PredictionString\r\nb,n01443537 85 1 499 272 \r\n"
            + "a,n01440764 1 2 3 4 n01440764 5 6 7 8\r\nc,n15075141 0 0 1 1\r\n"
    )]
    [InlineData("b.JPEG 1\na.JPEG 0\nc.JPEG 999\n")]
    public void Labels_may_be_WordNet_ids(string content)
    {
        foreach (string name in (string[])["a", "b", "c"])
            tree.AddPlain($"val/{name}.JPEG", 1);
        string labels = tree.AddText("labels.txt", content);
        using IImageSet set = LabelledFolder.Open(tree.File("val"), labels, ImageNetClasses.Ids);
        Enumerable.Range(0, 3).Select(set.Label).Should().Equal(0, 1, 999);
    }

    [Theory]
    [InlineData("")]
    [InlineData("val/")]
    public void A_flat_validation_folder_names_the_setting_for_labels(string below)
    {
        for (int i = 1; i <= 3; i++)
            tree.AddPlain($"{below}ILSVRC2012_val_0000000{i}.JPEG", i);
        FluentActions
            .Invoking(() => ImagenetStudy.Open(new StudyInputs { Images = tree.Path }).Stimuli.Sets.Count)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                $"{tree.Path}: all images are in one folder, *--set Studies:Imagenet:Labels=FILE*WordNet ids*"
            );
    }

    private static void RequireCifar(string path)
    {
        using var data = Cifar10Dataset.Open(path);
        using StimulusSet train = data.Load(Cifar10Split.Train),
            test = data.Load(Cifar10Split.Test);
        train.Shape.Should().Equal(0, 1, 2, 3, 4);
        test.Shape.Should().Equal(5);
        using var scope = TorchSharp.torch.NewDisposeScope();
        for (int n = 0; n < 6; n++)
        {
            byte[] expected = [.. Enumerable.Range(0, 3072).Select(i => (byte)((i * 7) + n))];
            (n < 5 ? train.Images[n] : test.Images[0]).contiguous().bytes.ToArray().Should().Equal(expected);
        }
    }
}
