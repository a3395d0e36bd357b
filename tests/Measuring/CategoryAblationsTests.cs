using RobustRepro.Measures;
using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies.Trifeature;
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
        using NormalizedModel model = TrifeatureStudy.Open().Networks.Load(new(Architecture, TrainingMode.Standard, 0));
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
        int[] with = Accuracy.Answers(model, intact),
            without = RobustRepro.Measures.Ablation.ZeroOut(layer, Enumerable.Range(4, 8)).Answers(model, intact);
        measured[0]
            .Losses[0]
            .Drop.Denominators.Sum()
            .Should()
            .Be(with.Zip(intact.Labels).Count(a => a.First == a.Second));
        measured[0]
            .Losses[0]
            .Drop.Numerators.Should()
            .Equal(
                Enumerable
                    .Range(0, intact.Count)
                    .Select(i => with[i] == intact.Labels[i] && without[i] != intact.Labels[i] ? 1.0 : 0)
            );
    }
}
