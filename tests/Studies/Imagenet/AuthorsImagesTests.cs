using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Imagenet;
using RobustRepro.Tables;

namespace RobustRepro.Tests.Studies.Imagenet;

public sealed class AuthorsImagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_images_both_know_are_counted_beside_the_authors_list()
    {
        string list = folder.File("list.npy");
        string header = "{'descr': '<U5', 'fortran_order': False, 'shape': (3,), }\n";
        // c is not among those shown
        File.WriteAllBytes(
            list,
            [
                0x93,
                .. "NUMPY"u8,
                1,
                0,
                .. BitConverter.GetBytes((ushort)header.Length),
                .. System.Text.Encoding.ASCII.GetBytes(header),
                .. new[] { "a.JPG", "b.JPG", "c.JPG" }.SelectMany(System.Text.Encoding.UTF32.GetBytes),
            ]
        );
        string[] images = ["a.JPG", "b.JPG", "d.JPG", "e.JPG"];
        NetworkMeasurements Network(params int[] answers) =>
            new(
                "n",
                "test",
                new Dictionary<StimulusName, Decisions>
                {
                    [StimulusName.Intact] = new("n", ["x", "y"], images, [0, 0, 0, 0], [0, 0, 0, 0], answers),
                },
                3,
                []
            );

        ResultTable table = new AuthorsImages(new Dictionary<string, string> { ["alexnet"] = list }).Of(
            new Dictionary<string, NetworkPair> { ["alexnet"] = new("pair", Network(0, 0, 0, 1), Network(0, 1, 0, 0)) }
        )!;

        // known here: a, d; listed: a, b
        table.Rows.Should().ContainSingle().Which.Should().Equal("alexnet", 4, 2, 2, 1, 1 / 3.0);
    }
}
