using RobustRepro.Claims;
using RobustRepro.Reporting;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Reporting;

public sealed class PublishedFiguresTests : IDisposable
{
    private const string Header = "claim,study,network,kind,quantity,value,n,source\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_fixture_reads()
    {
        IReadOnlyList<PublishedFigure> figures = PublishedFigures.Load(
            Path.Combine(ReferenceData.RepositoryRoot, "fixtures", "published", "numbers.csv")
        );

        figures.Should().HaveCount(75);
        figures
            .Should()
            .Contain(
                new PublishedFigure(
                    "robust",
                    "imagenet",
                    "resnet50 (L2 eps 3)",
                    "robust",
                    "clean accuracy",
                    0.579,
                    null,
                    "robustness README"
                )
            );
        figures
            .Should()
            .Contain(f =>
                f.Network == "humans (pooled)" && f.Quantity == "shape decisions" && f.Value == 9236 && f.N == 12_000
            );
        figures.Select(f => f.Kind).Distinct().Should().BeEquivalentTo("standard", "robust", "SIN", "human", "pair");
        figures.Select(f => (f.Claim, f.Study, f.Network, f.Kind, f.Quantity)).Should().OnlyHaveUniqueItems();
        foreach (PublishedFigure figure in figures)
            ClaimRegistry.All.Select(c => c.Id).Should().Contain(figure.Claim);
    }

    [Theory]
    [InlineData(
        "shape-bias,decisions,x,human,shape bias,much,,a paper\n",
        "PATH:2: 'much' in column value is not a number"
    )]
    [InlineData(
        "shape-bias,decisions,x,human,shape bias,NaN,,a paper\n",
        "PATH:2: 'NaN' in column value is not a number"
    )]
    [InlineData(
        "shape-bias,decisions,x,human,shape bias,0.5,ten,a paper\n",
        "PATH:2: 'ten' in column n is not a whole number; leave it empty where the source does not say"
    )]
    [InlineData("shape-bias,decisions,x,human,shape bias,0.5,10,\n", "PATH:2: no source; a published number needs one")]
    public void A_bad_row_is_named(string row, string message)
    {
        string path = folder.Add("a.csv", Header + row);

        Action load = () => PublishedFigures.Load(path);

        load.Should().Throw<InvalidInputException>().WithMessage(message.Replace("PATH", path));
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        string path = folder.Add("a.csv", "claim,study,network,kind,quantity,value,n\n");

        Action load = () => PublishedFigures.Load(path);

        load.Should().Throw<InvalidInputException>().WithMessage($"{path}:1: missing column source; found: claim, *");
    }
}
