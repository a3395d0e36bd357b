using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Verification;

/// <summary>
/// Effects that were made, not found: the S of the trifeature study against networks in which what a claim predicts was
/// put by hand. Each must come out as supported, or the suite could not find it in others.
/// </summary>
[Trait("Speed", "slow")]
public sealed class PlantedEffectsTests : IDisposable
{
    private const string Name = "resnet";

    private static readonly NetworkStudy Study = TrifeatureStudy.Open();
    private static readonly IReadOnlyList<int> Seeds = Study.Networks.Seeds(Name);
    private static readonly IReadOnlyList<string> Layers = ModelRegistry.Find(Name).Layers;

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Blurred_filters_are_found_smoother() =>
        Supported(
            new SmootherFiltersClaim(),
            model => Units(model) with { Filters = FilterVariation.Of(model) },
            model =>
            {
                using (no_grad())
                {
                    Tensor weight = SpatialConvolution.Of(model.Network)[0].Weight;
                    Tensor along = tensor(new float[] { 0.25f, 0.5f, 0.25f });
                    Tensor kernel = along.outer(along).reshape(1, 1, 3, 3);
                    Tensor planes = weight.flatten(0, 1).unsqueeze(1);
                    weight.copy_(nn.functional.conv2d(planes, kernel, padding: [1L, 1]).reshape(weight.shape));
                }
                return Units(model) with { Filters = FilterVariation.Of(model) };
            }
        );

    /// <summary>In front of R stands what takes three quarters of the noise away.</summary>
    [Fact]
    public void Noise_that_never_reaches_the_first_layer_is_found_blocked() =>
        Supported(
            new NoiseBlockingClaim(),
            model => Noise(model, DissectionRule.NoiseDeviation),
            model => Noise(model, DissectionRule.NoiseDeviation / 4)
        );

    /// <summary>A unit of R is silent on all images but those of the class that excites it most.</summary>
    [Fact]
    public void Units_that_answer_to_one_class_are_found_less_diverse() =>
        Supported(
            new LessDiverseClaim(),
            model => Activity(model, (_, output) => output),
            model =>
            {
                StimulusSet intact = Intact();
                Dictionary<string, Tensor> best = BestClass(model, intact);
                Tensor labels = tensor(intact.Labels);
                return Activity(
                    model,
                    (at, output) =>
                        output
                        * labels[at.Start..(int)(at.Start + output.shape[0])]
                            .unsqueeze(1)
                            .eq(best[at.Layer].unsqueeze(0))
                            .reshape(output.shape[0], output.shape[1], 1, 1)
                );
            }
        );

    /// <summary>Judges the S against themselves with the effect; as many runs as the study has.</summary>
    /// <summary>The other networks were trained as S is, on images whose texture says nothing of the class.</summary>
    [Theory]
    [InlineData("shape-bias")]
    [InlineData("texture-less")]
    public void Networks_that_could_only_learn_shape_are_found_to_go_by_shape(string id)
    {
        Claim claim = Study.Claim(id);
        NetworkStudy planted = TrifeatureStudy.Open(
            new() { Weights = Path.Combine(Fixtures.Folder, "trifeature", "planted", "weights") }
        );
        NetworkMeasurements[] Arm(NetworkStudy study) =>
            [
                .. Seeds.Select(seed =>
                    study.Measure(new(Name, TrainingMode.Standard, seed), MeasurementRequest.Of(claim))
                ),
            ];
        claim.Judge("planted", Name, new Runs(Arm(Study), Arm(planted))).Verdict.Should().Be(Verdict.Supported);
    }

    private static void Supported(
        Claim claim,
        Func<NormalizedModel, UnitMeasurements> asTheyAre,
        Func<NormalizedModel, UnitMeasurements> withTheEffect
    )
    {
        NetworkMeasurements[] Arm(Func<NormalizedModel, UnitMeasurements> measure) =>
            [
                .. Seeds.Select(seed =>
                {
                    using NormalizedModel model = Study.Networks.Load(new(Name, TrainingMode.Standard, seed));
                    return new NetworkMeasurements(
                        $"seed {seed}",
                        "planted",
                        new Dictionary<StimulusName, Decisions>(),
                        2,
                        [],
                        measure(model)
                    );
                }),
            ];
        var runs = new Runs(Arm(asTheyAre), Arm(withTheEffect));
        claim.Judge("planted", Name, runs).Verdict.Should().Be(Verdict.Supported);
        // the same S on both sides: nothing was planted, and nothing may be found
        claim
            .Judge("nothing", Name, new Runs(runs.Standard, runs.Standard))
            .Verdict.Should()
            .BeOneOf(Verdict.Negligible, Verdict.Inconclusive);
    }

    private static UnitMeasurements Units(NormalizedModel model) =>
        new(FilterVariation.Of(model), new(1, 1, []), [], [], [], [], []);

    private static UnitMeasurements Noise(NormalizedModel model, float deviation)
    {
        using StimulusSet images = Intact().First(100);
        return Units(model) with
        {
            Noise =
            [
                .. ChannelVariation
                    .Measure(model, Layers, images, deviation, seed: 1, groups: 1)
                    .Select(v => new NoiseResponse(v.Layer, v.Clean.MeanVariation(), v.Noisy.MeanVariation())
                    {
                        RelativeChange = v.RelativeChange,
                    }),
            ],
        };
    }

    private static UnitMeasurements Activity(
        NormalizedModel model,
        Func<(int Start, string Layer), Tensor, Tensor> change
    )
    {
        StimulusSet images = Intact();
        var activity = Layers.ToDictionary(l => l, _ => new ClassActivity(images.Labels, DissectionRule.ImageGroups));
        TopImages.Find(
            model,
            Layers,
            images,
            1,
            also: (start, layer, output) => activity[layer].Add(start, change((start, layer), output))
        );
        return Units(model) with
        {
            TopImages =
            [
                .. Layers.Select(l => new LayerTopImages(l, [.. activity[l].Entropy()], [.. activity[l].Entropy()])
                {
                    ActivityEntropy = activity[l].Entropy(),
                }),
            ],
            EntropyResamples = GroupResample.Each(counts => ClassActivity.MeanEntropy(activity.Values, counts)),
        };
    }

    /// <summary>Per layer, the class whose images excite each unit most.</summary>
    private static Dictionary<string, Tensor> BestClass(NormalizedModel model, StimulusSet intact)
    {
        var means = Layers.ToDictionary(l => l, _ => new List<Tensor>());
        TopImages.Find(
            model,
            Layers,
            intact,
            1,
            also: (_, layer, output) =>
                means[layer].Add(output.clamp_min(0).flatten(2).mean([2]).DetachFromDisposeScope())
        );
        Tensor labels = tensor(intact.Labels);
        return means.ToDictionary(
            m => m.Key,
            m =>
            {
                Tensor all = cat([.. m.Value]);
                return stack([
                        .. Enumerable.Range(0, intact.Classes.Count).Select(c => all.index([labels.eq(c)]).mean([0])),
                    ])
                    .argmax(0);
            }
        );
    }

    private static StimulusSet Intact() => (StimulusSet)Study.Stimuli.Sets[StimulusName.Intact];
}
