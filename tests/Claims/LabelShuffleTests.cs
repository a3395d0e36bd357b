using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Tests.Claims;

public sealed class LabelShuffleTests
{
    private static readonly NetworkMeasurements Network = new Synthetic.Network().Measure();

    [Fact]
    public void Only_the_sets_that_decide_lose_their_labels()
    {
        NetworkMeasurements shuffled = LabelShuffle.Apply(new ShapeLessClaim(), Network);
        foreach ((StimulusName set, Decisions answers) in shuffled.Decisions)
        {
            Decisions before = Network.Decisions[set];
            answers.Response.Should().Equal(before.Response);
            if (set != StimulusName.Scrambled)
                answers.Should().BeSameAs(before);
        }
        int[] labels = shuffled.Decisions[StimulusName.Scrambled].Shape;
        labels.Should().BeEquivalentTo(Network.Decisions[StimulusName.Scrambled].Shape);
        labels.Should().NotEqual(Network.Decisions[StimulusName.Scrambled].Shape);
        shuffled.UnderAttack.Should().BeSameAs(Network.UnderAttack);
    }

    [Fact]
    public void Where_answers_under_attack_decide_these_lose_them()
    {
        NetworkMeasurements shuffled = LabelShuffle.Apply(new RobustClaim(), Network);
        shuffled.Decisions[StimulusName.Intact].Should().BeSameAs(Network.Decisions[StimulusName.Intact]);
        shuffled.UnderAttack.Select(a => a.Eps).Should().Equal(Network.UnderAttack.Select(a => a.Eps));
        foreach ((int i, (_, Decisions answers)) in shuffled.UnderAttack.Index())
            answers.Shape.Should().NotEqual(Network.UnderAttack[i].Answers.Shape);
    }
}
