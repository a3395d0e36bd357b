using RobustRepro.Measures.Synthesis;
using RobustRepro.Measuring.Store;
using RobustRepro.Measuring.Synthesis;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measuring.Synthesis;

/// <summary>Networks that compare an image of 8 x 8 pixels with a template per class.</summary>
public sealed class ImageSynthesesTests : IDisposable
{
    private const int Classes = 10;
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor templates = randn([Classes, 3, 8, 8], generator: new Generator(5));

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Judges_name_what_they_see_in_the_images()
    {
        Syntheses drawn = Draw(
            templates,
            ("same", TrainingMode.Robust, templates),
            // sees every class in the next one's template
            ("shifted", TrainingMode.Standard, templates.roll(1, 0))
        );
        drawn.Reached.Should().OnlyContain(reached => reached);
        drawn.FromNoise.Should().Be(SynthesisRule.FromNoise);
        drawn.Targets.Should().HaveCount(SynthesisRule.FromNoise + SynthesisRule.FromImages);
        drawn.Named(j => j.IsRobust).Should().OnlyContain(share => share == 1);
        drawn.Named(j => !j.IsRobust).Should().OnlyContain(share => share == 0);
        drawn.Named().Should().OnlyContain(share => share == 0.5);
    }

    [Fact]
    public void Inversion_comes_to_the_features_of_the_image()
    {
        Syntheses drawn = Draw(templates, ("same", TrainingMode.Robust, templates));
        drawn.Inversions.Should().HaveCount(SynthesisRule.Inverted);
        drawn.Inversions.Should().OnlyContain(i => i.FeatureDistance < 0.1);
        drawn.Inversions.Should().OnlyContain(i => i.Distance > 0.01 && i.Distance < 0.5 && i.Similarity < 0.99);
        drawn.Pictures.Originals.Should().NotEqual(drawn.Pictures.Inverted);
    }

    [Fact]
    public void A_network_without_a_gradient_draws_nothing_and_gives_numbers()
    {
        Syntheses drawn = Draw(zeros_like(templates), ("same", TrainingMode.Robust, templates));
        drawn
            .Reached.Average(reached => reached ? 1.0 : 0)
            .Should()
            .Be(0.1, "it answers the first class whatever it sees");
        drawn.Inversions.Should().OnlyContain(i => double.IsFinite(i.Distance) && double.IsFinite(i.FeatureDistance));
    }

    [Fact]
    public void A_network_without_layers_inverts_nothing()
    {
        using var network = new NormalizedModel(new Templates(templates), Normalization.None);
        using StimulusSet intact = Intact();
        Syntheses drawn = new ImageSyntheses(intact, null).Measure(network, null, [Judge("same", templates)]);
        drawn.Inversions.Should().BeEmpty();
        drawn.Pictures.Originals.Should().BeEmpty();
    }

    [Fact]
    public void What_is_stored_is_read_again()
    {
        Syntheses drawn = Draw(
            templates,
            ("same", TrainingMode.Robust, templates),
            ("shifted", TrainingMode.Standard, templates.roll(1, 0))
        );
        Syntheses read = SynthesesFormat.Read(SynthesesFormat.Write(new(), drawn));
        read.Should().BeEquivalentTo(drawn, o => o.WithStrictOrdering());
    }

    private static Syntheses Draw(Tensor of, params (string Name, TrainingMode Mode, Tensor Templates)[] judges)
    {
        using var network = new NormalizedModel(new Templates(of), Normalization.None);
        using StimulusSet intact = Intact();
        return new ImageSyntheses(intact, null).Measure(
            network,
            "conv",
            [.. judges.Select(j => Judge(j.Name, j.Templates) with { Mode = j.Mode })]
        );
    }

    private static PanelMember Judge(string name, Tensor templates) =>
        new(name, TrainingMode.Robust, () => new(new Templates(templates), Normalization.None));

    /// <summary>Grey images with a little noise, two of each class.</summary>
    private static StimulusSet Intact()
    {
        int[] labels = [.. Enumerable.Range(0, 2 * Classes).Select(i => i % Classes)];
        Tensor images = randint(90, 170, [labels.Length, 3, 8, 8], generator: new Generator(6)).to(uint8);
        return new("intact", [.. Enumerable.Range(0, Classes).Select(c => $"class{c}")], images, labels, labels);
    }

    private sealed class Templates : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Conv2d conv = nn.Conv2d(3, Classes, 8, bias: false);

        public Templates(Tensor templates)
            : base(nameof(Templates))
        {
            using (no_grad())
                conv.weight!.copy_(templates);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => conv.call(input).flatten(1);
    }
}
