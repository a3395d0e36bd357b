using System.Text.Json;
using RobustRepro.Measures;
using RobustRepro.Tests.Reference;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures;

public sealed class AnswerRuleTests
{
    private static readonly IReadOnlyList<int[]> Groups =
    [
        [0],
        [1, 2, 3],
        [4, 5],
    ];

    [Fact]
    public void The_highest_logit_answers() =>
        AnswerRule.HighestLogit.Of(tensor(new float[] { 1, 3, 2, 5, -1, 4 }, [2, 3])).Should().Equal(1, 0);

    [Fact]
    public void A_category_s_probability_is_the_mean_over_its_classes()
    {
        // of the classes 3 is the most probable, of the sums that of 1, 2 and 3; of the means that of 0
        double[] probabilities = [0.3, 0.15, 0.0, 0.35, 0.1, 0.1];
        using Tensor logits = tensor([.. probabilities.Select(p => (float)Math.Log(p + 1e-30))], [1, 6]);
        AnswerRule.HighestLogit.Of(logits).Should().Equal(3);
        AnswerRule.MeanProbability(Groups, TieRule.Last).Of(logits).Should().Equal(0);
    }

    [Fact]
    public void Classes_of_no_category_take_probability_away_from_all_alike()
    {
        IReadOnlyList<int[]> groups =
        [
            [0],
            [2],
        ];
        using Tensor logits = tensor(new float[] { 1, 100, 2 }, [1, 3]);
        AnswerRule.MeanProbability(groups, TieRule.First).Of(logits).Should().Equal(1);
    }

    [Fact]
    public void Ties_are_broken_as_the_two_projects_do()
    {
        using Tensor logits = zeros(1, 6);
        AnswerRule
            .MeanProbability(Groups, TieRule.First)
            .Of(logits)
            .Should()
            .Equal([0], "texture-vs-shape keeps the first");
        AnswerRule
            .MeanProbability(Groups, TieRule.Last)
            .Of(logits)
            .Should()
            .Equal([2], "model-vs-human sorts and reverses");
    }

    [Fact]
    public void A_network_with_too_few_outputs_is_refused() =>
        FluentActions
            .Invoking(() => AnswerRule.EntryLevel.Of(zeros(1, 10)))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("the network has 10 outputs*914*");

    [ReferenceFact("categories16.json")]
    public void The_classes_of_each_category_are_those_of_model_vs_human()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("categories16.json")));
        JsonProperty[] categories = [.. document.RootElement.GetProperty("categories").EnumerateObject()];
        EntryLevelCategories.All.Should().Equal(categories.Select(c => c.Name));
        for (int i = 0; i < categories.Length; i++)
            EntryLevelCategories
                .ImageNetClasses[i]
                .Should()
                .Equal(categories[i].Value.EnumerateArray().Select(v => v.GetInt32()), categories[i].Name);
        EntryLevelCategories.ImageNetClasses.SelectMany(c => c).Should().OnlyHaveUniqueItems().And.HaveCount(207);
    }
}
