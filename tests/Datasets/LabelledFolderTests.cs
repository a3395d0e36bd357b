using System.Text;
using RobustRepro.Datasets;

namespace RobustRepro.Tests.Datasets;

public sealed class LabelledFolderTests : IDisposable
{
    private readonly ImageTree tree = new();

    public LabelledFolderTests()
    {
        for (int i = 1; i <= 3; i++)
            tree.AddPlain($"val/ILSVRC2012_val_0000000{i}.JPEG", i);
    }

    private static string[] Classes { get; } = [.. Enumerable.Range(0, 10).Select(i => $"class {i}")];

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData("5\n0\n9\n")]
    [InlineData("\uFEFF5\r\n0\r\n9")]
    [InlineData("ILSVRC2012_val_00000002.JPEG 0\nILSVRC2012_val_00000001.JPEG 5\n\nILSVRC2012_val_00000003.JPEG 9\n")]
    [InlineData("ILSVRC2012_val_00000003.JPEG,9\nILSVRC2012_val_00000002.JPEG, 0\nILSVRC2012_val_00000001.JPEG ,5\n")]
    [InlineData("ILSVRC2012_val_00000003.JPEG\t9\nILSVRC2012_val_00000002.JPEG\t0\nILSVRC2012_val_00000001.JPEG\t5\n")]
    public void Every_form_gives_the_same_labels(string content)
    {
        using IImageSet set = Open(content);
        set.Classes.Should().Equal(Classes);
        Enumerable.Range(0, 3).Select(set.Label).Should().Equal(5, 0, 9);
        set.Name(1).Should().Be("ILSVRC2012_val_00000002.JPEG");
    }

    [Fact]
    public void Names_may_have_folders_and_spaces()
    {
        tree.AddPlain("other/a/one image.png", 1);
        tree.AddPlain("other/b/one image.png", 1);
        string labels = tree.AddText("labels.txt", "b/one image.png 1\na\\one image.png 2\n");
        using IImageSet set = LabelledFolder.Open(tree.File("other"), labels, Classes);
        (set.Label(0), set.Label(1)).Should().Be((2, 1));
        tree.AddText("labels.txt", "one image.png 1\n");
        Refused(
            () => LabelledFolder.Open(tree.File("other"), labels, Classes),
            "labels.txt:1: there are 2 images one image.png in "
        );
    }

    [Theory]
    [InlineData("", "labels.txt: the file is empty; expected a line per image: NAME LABEL, NAME,LABEL or LABEL")]
    [InlineData("5\n0\n", "labels.txt: there are 2 labels for 3 images in ")]
    [InlineData(
        "5\n0\n10\n",
        "labels.txt:3: label 10; labels count from 0 to 9, in the order of the network's outputs (the "
            + "ground truth of ImageNet's own kit counts from 1, and in another order)"
    )]
    [InlineData(
        "5\n0\n11\n",
        "labels.txt:3: label 11; labels count from 0 to 9, in the order of the network's outputs"
    )]
    [InlineData("5\n-1\n0\n", "labels.txt:2: '-1' does not end with a label")]
    [InlineData(
        "5\ncat\n0\n",
        "labels.txt:2: 'cat' does not end with a label; expected NAME LABEL, NAME,LABEL or LABEL, with "
            + "labels as whole numbers from 0"
    )]
    [InlineData("5\n99999999999\n0\n", "labels.txt:2: '99999999999' does not end with a label")]
    [InlineData(
        "5\nILSVRC2012_val_00000002.JPEG 0\n",
        "labels.txt:2: this line has a name, unlike line 1; give every line a name or none"
    )]
    [InlineData(
        "ILSVRC2012_val_00000002.JPEG 0\n5\n",
        "labels.txt:2: this line has no name, unlike line 1; give every line a name or none"
    )]
    [InlineData(
        "ILSVRC2012_val_00000002.JPEG 0\nILSVRC2012_val_00000004.JPEG 0\n",
        "labels.txt:2: there is no image ILSVRC2012_val_00000004.JPEG in "
    )]
    [InlineData(
        "ILSVRC2012_val_00000002.JPEG 0\nILSVRC2012_val_00000002.JPEG 0\n",
        "labels.txt:2: ILSVRC2012_val_00000002.JPEG is listed a second time"
    )]
    [InlineData(
        "ILSVRC2012_val_00000002.JPEG 0\n",
        "labels.txt: 2 of 3 images have no label, the first is ILSVRC2012_val_00000001.JPEG"
    )]
    public void A_bad_label_file_is_answered_in_one_line(string content, string message) =>
        Refused(() => Open(content), message);

    [Fact]
    public void A_label_file_in_another_encoding_is_answered_in_one_line()
    {
        tree.Add("labels.txt", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("5\n0\n9\n")]);
        Action open = () => LabelledFolder.Open(tree.File("val"), tree.File("labels.txt"), Classes).Dispose();
        open.Should().Throw<InvalidInputException>().WithMessage("*labels.txt: is in UTF-16, *expected UTF-8*");
        tree.Add("labels.txt", Encoding.BigEndianUnicode.GetBytes("5\n0\n9\n"));
        open.Should().Throw<InvalidInputException>().WithMessage("*labels.txt: is in UTF-16, *expected UTF-8*");
        tree.Add("labels.txt", Encoding.Latin1.GetBytes("a.JPEG 5\n\u00e9.JPEG 0\n"));
        open.Should().Throw<InvalidInputException>().WithMessage("*labels.txt:2: is not in UTF-8 *: save it in UTF-8");
    }

    [Fact]
    public void A_missing_label_file_is_named() =>
        Refused(
            () => LabelledFolder.Open(tree.File("val"), tree.File("labels.txt"), Classes),
            "labels.txt: there is no such file"
        );

    private IImageSet Open(string content) =>
        LabelledFolder.Open(tree.File("val"), tree.AddText("labels.txt", content), Classes);

    private static void Refused(Func<object> action, string message) =>
        action.Should().Throw<InvalidInputException>().Which.Message.Should().Contain(message).And.NotContain("\n");
}
