using RobustRepro.Files;

namespace RobustRepro.Tests.Files;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["robust", "shape-bias", "shape-less", "texture-less", "cpu"];

    [Theory]
    [InlineData("shapebias", "shape-bias")]
    [InlineData("Shape-Bias", "shape-bias")]
    [InlineData("shape-les", "shape-less")]
    [InlineData("ROBUST", "robust")]
    [InlineData("rbsut", null)]
    [InlineData("noise", null)]
    [InlineData("gpu", null)]
    [InlineData("", null)]
    public void A_slip_is_recognised_and_another_name_is_not(string given, string? expected) =>
        NearestName.To(given, Known).Should().Be(expected);

    [Fact]
    public void The_question_is_asked_only_where_something_is_near()
    {
        NearestName.Question("shapebias", Known).Should().Be(" did you mean 'shape-bias'?");
        NearestName.Question("noise", Known).Should().BeEmpty();
    }

    [Fact]
    public void An_unknown_name_is_answered_in_one_line() =>
        InvalidInputException
            .Unknown("claim", "a\nb", Known)
            .Message.Should()
            .Be("unknown claim 'a?b'; known: robust, shape-bias, shape-less, texture-less, cpu");
}
