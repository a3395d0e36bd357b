using RobustRepro.Probes;
using RobustRepro.Probes.Broden;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Probes;

public sealed class BrodenProbeTests : IDisposable
{
    private readonly BrodenFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Labels_come_from_red_and_green_and_from_numbers()
    {
        var probe = new BrodenProbe(folder.Path, 4);
        probe.Count.Should().Be(2, "the third image has no label");
        ImageConcepts a = probe.Labels(0),
            b = probe.Labels(1);
        (a.Height, a.Width).Should().Be((2, 3));
        a.Maps.Should()
            .BeEquivalentTo<ushort[]>(
                [
                    [1, 1, 0, 0, 0, 2],
                    [0, 2, 0, 0, 0, 0],
                    [4, 4, 300, 0, 0, 300],
                ],
                options => options.WithStrictOrdering()
            );
        a.WholeImage.Should().Equal(7);
        b.Maps.Should().BeEmpty();
        b.WholeImage.Should().Equal(7, 8, 9);
    }

    [Fact]
    public void A_label_belongs_to_the_category_it_covers_most_of()
    {
        ConceptCatalogue catalogue = new BrodenProbe(folder.Path, 4).Catalogue;
        catalogue.Categories.Should().Equal("object", "part", "scene", "texture", "color");
        catalogue.Concepts.Should().HaveCount(300);
        catalogue.Concepts[0].Should().Be(new Concept(1, "cat", "object"));
        catalogue
            .Concepts[1]
            .Should()
            .Be(new Concept(2, "wood", "texture"), "0.5 images there against 0.4 as an object");
        catalogue.Concepts[3].Should().Be(new Concept(4, "red-c", "color"), "a coverage of 1e-5 is a number");
        catalogue.Concepts[4].Should().Be(new Concept(5, "", "color"), "what no category covers goes to the last");
    }

    [Fact]
    public void Of_equal_coverage_the_last_category_has_a_label()
    {
        folder.Add("c_object.csv", "number,coverage\n1,1.5\n2,0.5\n");
        new BrodenProbe(folder.Path, 4).Catalogue.Concepts[1].Category.Should().Be("texture");
    }

    [Fact]
    public void Only_rows_with_a_label_of_the_chosen_categories_are_kept()
    {
        var probe = new BrodenProbe(folder.Path, 4, ["color", "object"]);
        probe.Catalogue.Categories.Should().Equal("object", "color");
        probe.Count.Should().Be(1);
        probe.Labels(0).WholeImage.Should().BeEmpty();
    }

    [Fact]
    public void A_zero_among_labels_of_the_whole_image_is_none()
    {
        folder.AddRow("c.png,val,4,4,2,3,,,,0,");
        new BrodenProbe(folder.Path, 4).Count.Should().Be(2);
    }

    [Fact]
    public void Images_are_rgb_in_zero_to_one_and_resized_where_needed()
    {
        Tensor same = new BrodenProbe(folder.Path, 4).Images(0, 2);
        same.shape.Should().Equal(2, 3, 4, 4);
        same[0, 0, 2, 3].item<float>().Should().Be(180 / 255f);
        same[0, 1, 2, 3].item<float>().Should().Be(120 / 255f);
        same[1, 2, 0, 0].item<float>().Should().Be(1);
        Tensor half = new BrodenProbe(folder.Path, 2).Images(1, 1);
        half.shape.Should().Equal(1, 3, 2, 2);
        half.min()
            .item<float>()
            .Should()
            .BeGreaterThan(0, "the antialiased filter reaches over the border between the four quarters");
        half.max().item<float>().Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Several_threads_may_ask()
    {
        var probe = new BrodenProbe(folder.Path, 4);
        ImageConcepts first = probe.Labels(0);
        Parallel.For(0, 50, _ => probe.Labels(0).Maps.Should().BeEquivalentTo(first.Maps));
    }
}
