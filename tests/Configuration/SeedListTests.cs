using RobustRepro.Configuration;

namespace RobustRepro.Tests.Configuration;

public sealed class SeedListTests
{
    [Theory]
    [InlineData("0", new[] { 0 })]
    [InlineData("10-12", new[] { 10, 11, 12 })]
    [InlineData("0, 1,7-8", new[] { 0, 1, 7, 8 })]
    public void Seeds_are_listed_or_ranged(string text, int[] seeds) =>
        SeedList.Parse("Studies:Trifeature:Seeds", text).Should().Equal(seeds);

    [Theory]
    [InlineData("x")]
    [InlineData("3-1")]
    [InlineData("1,1")]
    [InlineData("-1")]
    [InlineData("1-2-3")]
    [InlineData("0-99999")]
    [InlineData("99999999999")]
    public void What_names_no_seeds_is_said_so(string text) =>
        FluentActions
            .Invoking(() => SeedList.Parse("Studies:Trifeature:Seeds", text))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"setting Studies:Trifeature:Seeds is '{text}', expected seeds such as*");
}
