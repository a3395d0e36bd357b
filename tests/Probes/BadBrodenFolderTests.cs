using RobustRepro.Probes.Broden;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Probes;

/// <summary>What is wrong with a copy of Broden is said in one line.</summary>
public sealed class BadBrodenFolderTests : IDisposable
{
    private readonly BrodenFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    public static TheoryData<string, string> BadFolders =>
        new()
        {
            { "missing index", "FOLDER/index.csv: there is no such file" },
            { "missing category file", "FOLDER/c_part.csv: there is no such file" },
            {
                "missing image",
                "FOLDER/index.csv:2: column image names 'a.png', but there is no such file in FOLDER/images"
            },
            {
                "missing label map",
                "FOLDER/index.csv:2: column object names 'a_object_2.png', but there is no such file in FOLDER/images"
            },
            { "missing column", "FOLDER/index.csv:1: missing column texture; found: image, *" },
            { "no coverage column", "FOLDER/c_scene.csv:1: missing column coverage; found: code, number" },
            { "size not a number", "FOLDER/index.csv:5: '2.5' in column sh is not a whole number from 1 to 16384" },
            { "size zero", "FOLDER/index.csv:5: '0' in column sw is not a whole number from 1 to 16384" },
            {
                "cut off row",
                "FOLDER/index.csv:5: no value for column part: the row has 8 of 11 values; is the file cut off?"
            },
            { "unknown whole-image label", "FOLDER/index.csv:5: label 6 in column scene is not in label.csv" },
            { "huge whole-image label", "FOLDER/index.csv:5: label 99999999999 in column scene is not in label.csv" },
            {
                "label number not a number",
                "FOLDER/label.csv:3: 'two' in column number is not a whole number from 0 to 65535"
            },
            { "label twice", "FOLDER/label.csv:3: label 1 is listed a second time" },
            { "no labels", "FOLDER/label.csv: lists no labels" },
            {
                "coverage not a number",
                "FOLDER/c_object.csv:2: 'much' in column coverage is not a number of at least 0"
            },
            { "unknown label in category", "FOLDER/c_object.csv:3: label 6 is not in label.csv" },
            {
                "empty category",
                "FOLDER/c_part.csv: the category has no labels; leave it out of the categories asked for"
            },
            {
                "category absent",
                "FOLDER/category.csv: there is no category 'texture'; found: object, part, scene, color"
            },
            {
                "nothing labelled",
                "FOLDER/index.csv: no image has a label of the categories object, part, scene, texture, color"
            },
        };

    [Theory]
    [MemberData(nameof(BadFolders))]
    public void A_bad_folder_gives_one_clear_line(string what, string message)
    {
        switch (what)
        {
            case "missing index":
                folder.Remove("index.csv");
                break;
            case "missing category file":
                folder.Remove("c_part.csv");
                break;
            case "missing image":
                folder.Remove("images/a.png");
                break;
            case "missing label map":
                folder.Remove("images/a_object_2.png");
                break;
            case "missing column":
                folder.Add("index.csv", "image,split,ih,iw,sh,sw,color,object,part,scene\n");
                break;
            case "no coverage column":
                folder.Add("c_scene.csv", "code,number\n1,7\n");
                break;
            case "size not a number":
                folder.AddRow("c.png,val,4,4,2.5,3,,,,7,");
                break;
            case "size zero":
                folder.AddRow("c.png,val,4,4,2,0,,,,7,");
                break;
            case "cut off row":
                folder.AddRow("c.png,val,4,4,2,3,a_color.png,");
                break;
            case "unknown whole-image label":
                folder.AddRow("c.png,val,4,4,2,3,,,,6,");
                break;
            case "huge whole-image label":
                folder.AddRow("c.png,val,4,4,2,3,,,,99999999999,");
                break;
            case "label number not a number":
                folder.Add("label.csv", "number,name\n1,cat\ntwo,dog\n");
                break;
            case "label twice":
                folder.Add("label.csv", "number,name\n1,cat\n1,dog\n");
                break;
            case "no labels":
                folder.Add("label.csv", "number,name\n");
                break;
            case "coverage not a number":
                folder.Add("c_object.csv", "code,number,coverage\n1,1,much\n");
                break;
            case "unknown label in category":
                folder.Add("c_object.csv", "code,number,coverage\n1,1,1\n2,6,1\n");
                break;
            case "empty category":
                folder.Add("c_part.csv", "code,number,name,frequency,coverage\n");
                break;
            case "category absent":
                folder.Add("category.csv", "name\nobject\npart\nscene\ncolor\n");
                break;
            case "nothing labelled":
                folder.Add("index.csv", BrodenFolder.IndexHeader + "\na.png,train,4,4,2,3,,,,,\n");
                break;
        }
        Fails(() => _ = new BrodenProbe(folder.Path, 4), message);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        string folder = Path.Combine(this.folder.Path, "nowhere");
        Fails(
            () => _ = new BrodenProbe(folder, 4),
            $"{folder}: there is no such folder; expected one with Broden's index.csv, or Broden's zip"
        );
    }

    [Fact]
    public void A_label_map_of_another_size_is_named()
    {
        folder.AddLabels("a_object_2.png", 3, 2, 0, 0, 0, 0, 0, 1);
        Fails(
            () => _ = new BrodenProbe(folder.Path, 4).Labels(0),
            "FOLDER/index.csv:2: a_object_2.png has 3 x 2 pixels, columns sh and sw say 2 x 3"
        );
    }

    [Fact]
    public void An_unknown_label_in_a_map_is_named()
    {
        folder.AddLabels("a_object_2.png", 2, 3, 0, 0, 0, 0, 513, 0);
        Fails(
            () => _ = new BrodenProbe(folder.Path, 4).Labels(0),
            "FOLDER/index.csv:2: a_object_2.png has label 513 at row 1, column 1, which is not in label.csv"
        );
    }

    [Fact]
    public void A_grey_label_map_is_refused()
    {
        folder.AddGrey("a_color.png", 2, 3);
        Fails(
            () => _ = new BrodenProbe(folder.Path, 4).Labels(0),
            "FOLDER/index.csv:2: a_color.png is a grey image, expected labels in red and green"
        );
    }

    [Fact]
    public void A_damaged_image_is_named()
    {
        var probe = new BrodenProbe(folder.Path, 4);
        folder.Truncate("b.png");
        Fails(
            () => probe.Images(0, 2),
            "FOLDER/index.csv:3: FOLDER/images/b.png cannot be decoded (*): damaged or cut off"
        );
        folder.Add("images/a.png", "no image");
        probe = new BrodenProbe(folder.Path, 4);
        Fails(
            () => probe.Images(0, 1),
            "FOLDER/index.csv:2: FOLDER/images/a.png is no image that can be read, expected PNG or JPEG"
        );
        folder.Remove("images/a_color.png");
        Fails(() => probe.Labels(0), "FOLDER/index.csv:2: FOLDER/images/a_color.png: there is no such file");
    }

    private void Fails(Action action, string message) =>
        action
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(message.Replace("FOLDER", folder.Path))
            .Which.Message.Should()
            .NotContain("\n");
}
