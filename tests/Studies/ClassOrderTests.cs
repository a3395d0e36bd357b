using RobustRepro.Datasets.ImageNet;
using RobustRepro.Studies;

namespace RobustRepro.Tests.Studies;

/// <summary>Classes by their names, in any order.</summary>
public sealed class ClassOrderTests : IDisposable
{
    private static readonly string[][] Four =
    [
        ["airplane"],
        ["automobile"],
        ["sea lion"],
        ["ship"],
    ];

    private static readonly string[][] ImageNet =
    [
        .. ImageNetClasses.Names.Zip(ImageNetClasses.Ids, (name, id) => (string[])[name, id]),
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Names_and_synonyms_are_found_whatever_their_order_case_and_spelling() =>
        Order("Boat", "sea_lion", "", "Aeroplane", "car, motorcar").Should().Equal(2, 3, 1, 0);

    [Theory]
    [InlineData(new[] { "airplane", "automobile", "ship" }, ": 3 class names, four has 4 classes: one name per line")]
    [InlineData(
        new[] { "airplane", "automobile", "ship", "sea lions" },
        ", line 4: 'sea lions' is no class of four; did you mean 'sea lion'? it has airplane, automobile, "
            + "sea lion, ship"
    )]
    [InlineData(
        new[] { "airplane", "automobile", "plane", "ship" },
        ", line 3: 'plane' is the class airplane of four, as 'airplane' in line 1 is"
    )]
    [InlineData(
        new[] { "airplane, automobile", "sea lion", "plane", "ship" },
        ", line 1: 'airplane, automobile' may be airplane or automobile of four: name it by its id"
    )]
    public void A_mistake_is_one_line(string[] lines, string message) =>
        FluentActions
            .Invoking(() => Order(lines))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .StartWith(folder.File("names.txt") + message);

    [Fact]
    public void A_missing_file_is_one_line() =>
        FluentActions
            .Invoking(() => ClassOrder.Of(folder.File("none.txt"), "four", Four))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*none.txt: there is no such file of class names");

    [Fact]
    public void Of_ImageNet_ids_say_all_and_names_that_two_classes_have_say_nothing()
    {
        string[] byId = [.. ImageNetClasses.Ids.Reverse().Select((id, i) => $"{id} whatever {i}")];
        Write(byId);
        ClassOrder
            .Of(folder.File("names.txt"), "imagenet", ImageNet)
            .Should()
            .Equal(Enumerable.Range(0, 1000).Select(i => 999L - i));
        Write([.. ImageNetClasses.Names]);
        FluentActions
            .Invoking(() => ClassOrder.Of(folder.File("names.txt"), "imagenet", ImageNet))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .Contain("line 135: 'crane' may be crane n02012849 or crane n03126707 of imagenet: name it by its id");
    }

    private long[] Order(params string[] lines)
    {
        Write(lines);
        return ClassOrder.Of(folder.File("names.txt"), "four", Four);
    }

    private void Write(string[] lines) => File.WriteAllLines(folder.File("names.txt"), lines);
}
