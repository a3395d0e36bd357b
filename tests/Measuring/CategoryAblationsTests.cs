using RobustRepro.Measures;
using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Tests.Measures;
using RobustRepro.Training;

namespace RobustRepro.Tests.Measuring;

/// <summary>Equally many units of each category, beside as many random ones.</summary>
public sealed class CategoryAblationsTests
{
    private const string Architecture = "alexnet";

    [Fact]
    public void The_best_eight_detectors_of_a_category_are_taken_away_and_a_category_with_fewer_is_left_out()
    {
        string layer = ModelRegistry.Find(Architecture).Layers[^1];
        using NormalizedModel model = TrifeatureStudy
            .Open()
            .Networks.Load(new(Architecture, TrainingMode.Standard, 10));
        using StimulusSet intact = TrifeatureStimuli.Test()[StimulusName.Intact].First(60),
            conflict = TrifeatureGenerator.CueConflict(StimulusName.CueConflict, 1, seed: 3);
        // twelve units detect a texture, the later the better, and three a colour
        UnitConcept[] detectors =
        [
            .. Enumerable.Range(0, 12).Select(unit => new UnitConcept(unit, new(1, "dots", "texture"), 0.1 + unit)),
            .. Enumerable.Range(12, 3).Select(unit => new UnitConcept(unit, new(2, "red", "colour"), 0.5)),
        ];

        IReadOnlyList<CategoryAblation> measured = new CategoryAblations(
            [intact],
            conflict,
            AnswerRule.HighestLogit,
            device: null
        ).Measure(model, layer, units: 32, detectors);

        measured.Select(a => a.Category).Should().Equal("texture", CategoryAblation.RandomUnits);
        measured.Should().OnlyContain(a => a.Units == 8 && a.Layer == layer);
        measured[0]
            .Losses.Select(l => l.Images)
            .Should()
            .Equal("intact", "cue-conflict, decided by shape", "cue-conflict, decided by texture");
        double[] Lost(IEnumerable<int> units)
        {
            int[] with = Accuracy.Answers(model, conflict),
                without = RobustRepro.Measures.Ablation.ZeroOut(layer, units).Answers(model, conflict);
            return [.. conflict.Texture.Select((cue, i) => with[i] == cue && without[i] != cue ? 1.0 : 0)];
        }
        double[] best = Lost(Enumerable.Range(4, 8));
        best.Should().NotEqual(Lost(Enumerable.Range(0, 8)), "the test must tell the best from the worst");
        measured[0].Losses[2].Drop.Numerators.Should().Equal(best);
        int[] answers = Accuracy.Answers(model, conflict);
        measured[0]
            .Losses[2]
            .Drop.Denominators.Should()
            .Equal(conflict.Texture.Select((cue, i) => answers[i] == cue ? 1.0 : 0));
        int[] intactWith = Accuracy.Answers(model, intact),
            intactWithout = RobustRepro.Measures.Ablation.ZeroOut(layer, Enumerable.Range(4, 8)).Answers(model, intact);
        measured[0]
            .Losses[0]
            .Drop.Denominators.Sum()
            .Should()
            .Be(intactWith.Zip(intact.Labels).Count(a => a.First == a.Second));
        measured[0]
            .Losses[0]
            .Drop.Numerators.Should()
            .Equal(intact.Labels.Select((label, i) => intactWith[i] == label && intactWithout[i] != label ? 1.0 : 0));
    }
}
