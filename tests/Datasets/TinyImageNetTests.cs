using System.IO.Compression;
using RobustRepro.Datasets.TinyImageNet;
using RobustRepro.Stimuli;

namespace RobustRepro.Tests.Datasets;

public sealed class TinyImageNetTests : IDisposable
{
    private const string Cat = "n02124075",
        Goose = "n01855672";

    private readonly ImageTree folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tiny-imagenet-200/")]
    public void The_official_layout_is_read_from_folder_and_zip(string root)
    {
        AddTree($"tree/{root}");
        // what the official archive has besides
        folder.AddText($"tree/{root}train/{Cat}/{Cat}_boxes.txt", $"{Cat}_0.JPEG\t0\t0\t3\t3\n");
        folder.AddText($"tree/{root}wnids.txt", $"{Cat}\n");
        folder.AddPlain($"tree/{root}test/images/test_0.png", 9, 64);
        ZipFile.CreateFromDirectory(folder.File("tree"), folder.File("tree.zip"));
        foreach (string path in new[] { folder.File("tree"), folder.File("tree.zip") })
        {
            using var dataset = TinyImageNetDataset.Open(path);
            dataset.Training.Select(p => p.WordNetId).Should().Equal(Goose, Cat, Cat);
            dataset
                .Validation.Select(p => (p.WordNetId, p.Box))
                .Should()
                .Equal((Goose, new BoundingBox(0, 1, 62, 63)), (Cat, new BoundingBox(5, 5, 5, 5)));
            using StimulusSet loaded = dataset.Load("some", ["bird", "cat"], [(dataset.Validation[1], 1)]);
            loaded.Images.shape.Should().Equal(1, 3, 64, 64);
            loaded.Images[0, 0, 0, 0].item<byte>().Should().Be(21);
            loaded.Labels.Should().Equal(1);
        }
    }

    [Theory]
    [InlineData("val_0.png\tn01855672\t0\t1\t62\n", "val_annotations.txt:1: 'val_0.png?n01855672?0?1?62' is no annot")]
    [InlineData("val_0.png\tn01855672\t0\t1\t-2\t63\n", "val_annotations.txt:1: ")]
    [InlineData(
        "\nval_0.png\tn01855672\t0\t1\t62\t64\n",
        "val_annotations.txt:2: the box 0, 1, 62, 64 of val_0.png lies"
    )]
    [InlineData("val_0.png\tn01855672\t9\t1\t8\t3\n", "outside of its image of 64 x 64 pixels, or is turned round")]
    [InlineData(
        "val_0.png\tn01855672\t0\t1\t2\t3\nval_0.png\tn01855672\t0\t1\t2\t3\n",
        ":2: val_0.png is listed a second"
    )]
    [InlineData("val_7.png\tn01855672\t0\t1\t2\t3\n", ":1: there is no image val_7.png in")]
    [InlineData(
        "val_0.png\tn01855672\t0\t1\t2\t3\n",
        "1 of 2 images in val/images are not listed, the first is val_1.png"
    )]
    public void Annotations_that_do_not_fit_are_refused(string annotations, string message)
    {
        AddTree("tree/");
        folder.AddText("tree/val/val_annotations.txt", annotations);
        Refuse("tree", message);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        AddTree("tree/");
        File.Delete(folder.File("tree/val/val_annotations.txt"));
        Refuse("tree", "tree/val/val_annotations.txt: there is no such file; it names the class of each validation");
        Refuse("tree/train", "there is no val/images; expected the official layout of tiny-imagenet-200");
        AddTree("two/a/");
        AddTree("two/b/");
        Refuse("two", "val/images is there 2 times, in a/ and b/; name one of them");
        AddTree("val-only/");
        Directory.Delete(folder.File("val-only/train"), recursive: true);
        Refuse("val-only", "there are no training images");
    }

    private void Refuse(string name, string message) =>
        FluentActions
            .Invoking(() => TinyImageNetDataset.Open(folder.File(name)))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .Contain(message)
            .And.NotContain("\n");

    private void AddTree(string root)
    {
        folder.AddPlain($"{root}train/{Goose}/images/{Goose}_0.png", 10, 64);
        folder.AddPlain($"{root}train/{Cat}/images/{Cat}_0.png", 11, 64);
        folder.AddPlain($"{root}train/{Cat}/images/{Cat}_1.png", 12, 64);
        folder.AddPlain($"{root}val/images/val_0.png", 20, 64);
        folder.AddPlain($"{root}val/images/val_1.png", 21, 64);
        folder.AddText(
            $"{root}val/val_annotations.txt",
            $"val_1.png\t{Cat}\t5\t5\t5\t5\r\nval_0.png\t{Goose}\t0\t1\t62\t63\r\n"
        );
    }
}
