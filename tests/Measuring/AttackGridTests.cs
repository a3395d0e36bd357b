using RobustRepro.Attacks;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Training;

namespace RobustRepro.Tests.Measuring;

public sealed class AttackGridTests
{
    private const int Images = 20,
        Few = 6;

    private static readonly AttackGrid Grid = new(Norm.L2, [0.25f, 0.5f, 1], 0.5f, 4, Images)
    {
        StrongerSteps = [8],
        StrongerImages = Few,
    };

    [Fact]
    public void Stronger_attacks_meet_the_first_images_and_say_so()
    {
        NetworkMeasurements all = Attacked(Grid);
        all.UnderAttack.Select(a => a.Answers.Count).Should().Equal(Images, Images, Images);
        (string attack, Decisions answers) = all.UnderStrongerAttack.Single();
        attack.Should().EndWith($"first {Few} images");
        answers.Count.Should().Be(Few);
        Decisions before = all.UnderAttack[1].Answers;
        Enumerable
            .Range(0, Few)
            .Should()
            .OnlyContain(i => before.IsCorrect(i) || answers.Response[i] == before.Response[i], "what fell has fallen");
        Grid.ToString().Should().Contain($"PGD-8 at eps 0.5, step 2.5 eps / 8, first {Few} images");
    }

    [Fact]
    public void What_a_verdict_takes_comes_out_as_it_does_with_the_rest()
    {
        Grid.AskedFor(MeasurementParts.Answers).Should().BeNull();
        Grid.AskedFor(MeasurementParts.Attack | MeasurementParts.AttackOfVerdict).Should().BeSameAs(Grid);
        NetworkMeasurements part = Attacked(Grid.AskedFor(MeasurementParts.AttackOfVerdict)!),
            all = Attacked(Grid);
        part.UnderAttack.Should().BeEquivalentTo(all.UnderAttack.Skip(1));
        part.UnderStrongerAttack.Should().BeEmpty();
    }

    private static NetworkMeasurements Attacked(AttackGrid grid)
    {
        NetworkStudy study = TrifeatureStudy.Open();
        using StimulusSet intact = ((StimulusSet)study.Stimuli.Sets[StimulusName.Intact]).First(Images);
        var measurer = new NetworkMeasurer(
            new Dictionary<StimulusName, IStimulusSet> { [StimulusName.Intact] = intact },
            grid
        );
        var id = new NetworkId("resnet", TrainingMode.Robust, 10);
        using NormalizedModel model = study.Networks.Load(id);
        Decisions clean = measurer.Answers(model, $"{id}", StimulusName.Intact);
        return measurer.UnderAttack(
            model,
            new(
                $"{id}",
                "test",
                new Dictionary<StimulusName, Decisions> { [StimulusName.Intact] = clean },
                grid.TrainingEps,
                []
            )
        );
    }
}
