using RobustRepro.Datasets.Download;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Datasets.Download;

public sealed class DataCatalogueTests : IDisposable
{
    private const string Good =
        """{"name": "a-1", "what": "w", "file": "f.zip", "licence": "l", "hashSource": "h","""
        + """ "url": "https://example.org/f.zip"}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_suites_own_names_what_the_studies_need()
    {
        DataCatalogue catalogue = DataCatalogue.Load(
            Path.Combine(ReferenceData.RepositoryRoot, "fixtures", "data", "catalogue.json")
        );
        catalogue
            .Entries.Select(e => e.Name)
            .Should()
            .Equal(
                "cifar10",
                "cifar10-images",
                "tiny-imagenet",
                "texture-vs-shape",
                "broden",
                "imagenet-val",
                "published-benchmark",
                "published-conditions"
            );
        DataSetEntry cifar = catalogue.Find("cifar10");
        cifar.Md5.Should().Be("c32a1d4ab5d03f1284b67883e8d87530", "Krizhevsky's page says so");
        cifar.Bytes.Should().Be(170_052_171);
        catalogue.Find("imagenet-val").Url.Should().BeNull();
        catalogue.Find("broden").Unpack.Should().BeTrue();
        catalogue.Entries.Should().OnlyContain(e => e.Licence.Length > 0 && e.HashSource.Length > 0);
        ((Action)(() => catalogue.Find("mnist")))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                "unknown data set 'mnist'; known: cifar10, cifar10-images, tiny-imagenet, texture-vs-shape, broden, "
                    + "imagenet-val, published-benchmark, published-conditions"
            );
    }

    [Theory]
    [InlineData("a-1", "A 1", "name: expected lower-case letters, digits and hyphens")]
    [InlineData("f.zip", "../f.zip", "file: expected a file name without folders")]
    [InlineData("f.zip", "..", "file: expected a file name without folders")]
    [InlineData("https://example.org/f.zip", "file:///etc/passwd", "url: expected an http or https address")]
    [InlineData("https://example.org/f.zip", "f.zip", "url: expected an http or https address")]
    [InlineData(
        "\"url\": \"https://example.org/f.zip\"",
        "\"url\": null",
        "instructions: expected either a url or instructions"
    )]
    [InlineData("\"what\"", "\"sha256\": \"ABC\", \"what\"", "sha256: expected 64 lower-case hexadecimal digits")]
    [InlineData(
        "\"what\"",
        "\"md5\": \"c32a1d4ab5d03f1284b67883e8d8753\", \"what\"",
        "md5: expected 32 lower-case hexadecimal digits"
    )]
    [InlineData("\"what\"", "\"bytes\": 0, \"what\"", "bytes: expected a positive number")]
    [InlineData("\"what\"", "\"unpack\": true, \"what\"", null)]
    [InlineData(
        "f.zip\", \"lic",
        "f.bin\", \"unpack\": true, \"lic",
        "unpack: expected a .zip, .tar, .tar.gz or .tgz file"
    )]
    [InlineData("\"what\"", "\"sise\": 5, \"what\"", "sise")]
    [InlineData("\"licence\": \"l\", ", "", "licence")]
    [InlineData("\"w\"", "null", "What")]
    public void A_catalogue_that_makes_no_sense_is_refused(string part, string replacement, string? message)
    {
        string path = folder.Add("catalogue.json", $$"""{"dataSets": [{{Good.Replace(part, replacement)}}]}""");
        if (message is null)
            DataCatalogue.Load(path).Entries.Should().ContainSingle();
        else
            Refused(path, message);
    }

    [Fact]
    public void Other_documents_are_refused()
    {
        Refused(folder.Add("twice.json", $$"""{"dataSets": [{{Good}}, {{Good}}]}"""), "there are two data sets 'a-1'");
        Refused(folder.Add("null.json", """{"dataSets": [null]}"""), "a data set is null");
        Refused(folder.Add("text.json", "hello"), "text.json: ");
        Refused(folder.Add("empty.json", "null"), "the catalogue is empty");
        Refused(folder.File("none.json"), "there is no such file");
    }

    private static void Refused(string path, string message) =>
        ((Action)(() => DataCatalogue.Load(path)))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .Contain(message)
            .And.Contain(Path.GetFileName(path))
            .And.NotContain("\n");
}
