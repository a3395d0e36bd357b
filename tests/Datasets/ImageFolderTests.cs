using System.IO.Compression;
using RobustRepro.Datasets;
using RobustRepro.Imaging;

namespace RobustRepro.Tests.Datasets;

public sealed class ImageFolderTests : IDisposable
{
    private readonly ImageTree tree = new();

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("ILSVRC2012/val/")]
    public void Classes_are_the_folders_in_ordinal_order(string above)
    {
        // on disk in another order than by name
        foreach (
            (string name, int red) in new[]
            {
                ("n02/b.png", 3),
                ("n10/c.JPEG", 4),
                ("n01/z.png", 1),
                ("n01/a.png", 0),
                ("N2/q.png", 9),
            }
        )
            tree.AddPlain($"t/{above}{name}", red);
        tree.Add($"t/{above}readme.txt", [1]);
        ZipFile.CreateFromDirectory(tree.File("t"), tree.File("t.zip"));
        foreach (string path in new[] { tree.File("t"), tree.File("t.zip") })
        {
            using IImageSet set = ImageFolder.Open(path);
            set.Classes.Should().Equal("N2", "n01", "n02", "n10");
            Enumerable
                .Range(0, set.Count)
                .Select(set.Name)
                .Should()
                .Equal(
                    $"{above}N2/q.png",
                    $"{above}n01/a.png",
                    $"{above}n01/z.png",
                    $"{above}n02/b.png",
                    $"{above}n10/c.JPEG"
                );
            Enumerable.Range(0, set.Count).Select(set.Label).Should().Equal(0, 1, 1, 2, 3);
            Enumerable.Range(0, set.Count).Select(set.Texture).Should().Equal(0, 1, 1, 2, 3);
            Enumerable
                .Range(0, set.Count)
                .Select(i => set.Decode(i, ImagePreparation.AsIs(8)).Rgb[0])
                .Should()
                .Equal(9, 0, 1, 3, 4);
        }
    }

    [Fact]
    public void Given_classes_number_the_folders()
    {
        tree.AddPlain("b/0.png", 0);
        tree.AddPlain("c/0.png", 0);
        using IImageSet set = ImageFolder.Open(tree.Path, ["c", "a", "b"]);
        set.Classes.Should().Equal("c", "a", "b");
        (set.Label(0), set.Label(1)).Should().Be((2, 0));
        Refused(() => ImageFolder.Open(tree.Path, ["a", "c"]), ": the folder b is none of the 2 classes (a, c)");
        Refused(
            () => ImageFolder.Open(tree.Path, ["a1", "a2", "a3", "a4", "a5", "a6"]),
            ": the folder b is none of the 6 classes (a1, a2, a3, a4, a5, ...)"
        );
    }

    [Fact]
    public void One_class_is_refused()
    {
        tree.AddPlain("val/cat/0.png", 0);
        tree.AddPlain("val/cat/1.png", 0);
        Refused(
            () => ImageFolder.Open(tree.Path),
            ": all images are in one folder, cat; expected a folder per class, two or more"
        );
    }

    [Theory]
    [InlineData("stray.png", "stray.png is not in a folder of its class; expected CLASS/FILE throughout")]
    [InlineData("a/deeper/0.png", "a/deeper/0.png is not in a folder of its class; expected CLASS/FILE throughout")]
    public void An_image_elsewhere_is_named(string stray, string message)
    {
        tree.AddPlain("a/0.png", 0);
        tree.AddPlain("b/0.png", 0);
        tree.AddPlain(stray, 0);
        Refused(() => ImageFolder.Open(tree.Path), message);
    }

    [Fact]
    public void Training_and_validation_together_are_refused()
    {
        foreach (string name in new[] { "train/a/0.png", "train/b/0.png", "val/a/0.png", "val/b/0.png" })
            tree.AddPlain(name, 0);
        Refused(
            () => ImageFolder.Open(tree.Path),
            "train/a/0.png is not in a folder of its class; expected CLASS/FILE throughout: name the folder "
                + "that holds the class folders"
        );
    }

    [Fact]
    public void A_damaged_image_is_named_when_it_is_read()
    {
        tree.AddPlain("a/0.png", 0);
        tree.Add("b/0.png", []);
        using IImageSet set = ImageFolder.Open(tree.Path);
        Refused(() => set.Decode(1, ImagePreparation.ImageNet), "b/0.png is empty (0 bytes)");
        Refused(() => set.Load("x", ImagePreparation.AsIs(8)), "b/0.png is empty (0 bytes)");
        Refused(() => set.Decode(0, ImagePreparation.AsIs(9)), "a/0.png has 8 x 8 pixels, expected 9 x 9");
    }

    private static void Refused(Func<object> action, string message) =>
        action.Should().Throw<InvalidInputException>().Which.Message.Should().Contain(message).And.NotContain("\n");
}
