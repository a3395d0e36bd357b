using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;
using RobustRepro.Tests.Stimuli.Distortions;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Conflicts;

public sealed class ConflictPairTests
{
    [Fact]
    public void Every_ordered_pair_of_classes_comes_equally_often_in_any_whole_round()
    {
        using StimulusSet set = TestImages.SoftSet(40, 4);
        IReadOnlyList<ConflictPair> pairs = ConflictPair.Draw(set, 5, seed: 1);
        pairs.Should().HaveCount(4 * 3 * 5);
        foreach (ConflictPair[] round in pairs.Chunk(12))
            round
                .Select(p => (set.Labels[p.Shape], set.Labels[p.Texture]))
                .Should()
                .OnlyHaveUniqueItems()
                .And.NotContain(p => p.Item1 == p.Item2);
    }

    [Fact]
    public void No_image_gives_its_shape_again_before_all_of_its_class_did()
    {
        using StimulusSet set = TestImages.SoftSet(40, 4);
        // 3 pairs x 5 = 15 layouts per class out of 10 images: each once or twice
        ConflictPair[] pairs = [.. ConflictPair.Draw(set, 5, seed: 1)];
        pairs.CountBy(p => p.Shape).Should().HaveCount(40).And.OnlyContain(p => p.Value >= 1 && p.Value <= 2);
        pairs.CountBy(p => p.Texture).Should().HaveCount(40).And.OnlyContain(p => p.Value >= 1 && p.Value <= 2);
    }

    [Fact]
    public void Pairs_are_a_function_of_the_seed_and_fewer_are_the_first_of_more()
    {
        using StimulusSet set = TestImages.SoftSet(40, 4);
        IReadOnlyList<ConflictPair> pairs = ConflictPair.Draw(set, 5, seed: 1);
        ConflictPair.Draw(set, 5, seed: 1).Should().Equal(pairs);
        ConflictPair.Draw(set, 2, seed: 1).Should().Equal(pairs.Take(24));
        ConflictPair.Draw(set, 5, seed: 2).Should().NotEqual(pairs);
        pairs
            .Where(p => p.Shape / 4 == p.Texture / 4)
            .Should()
            .HaveCountLessThan(20, "the two decks are shuffled independently");
    }

    [Fact]
    public void A_class_without_an_image_is_named()
    {
        using var set = new StimulusSet("photos", ["cat", "dog", "frog"], zeros([2, 3, 4, 4], uint8), [0, 2], [0, 2]);
        FluentActions
            .Invoking(() => ConflictPair.Draw(set, 1, seed: 1))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("photos: no image of class 'dog'*");
        using var single = new StimulusSet("photos", ["cat"], zeros([1, 3, 4, 4], uint8), [0], [0]);
        FluentActions
            .Invoking(() => ConflictPair.Draw(single, 1, seed: 1))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("photos: *at least two classes*");
    }
}
