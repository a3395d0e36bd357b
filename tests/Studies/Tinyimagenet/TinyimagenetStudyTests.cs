using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Probes;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Studies.Tinyimagenet;
using RobustRepro.Tests.Reference;
using RobustRepro.Training;

namespace RobustRepro.Tests.Studies.Tinyimagenet;

/// <summary>That the study is what docs/preregistration.md says.</summary>
public sealed class TinyimagenetStudyTests
{
    private const string Photographs = "../data/tiny-imagenet-26-classes.zip",
        Stimuli = "../data/stimuli/texture-vs-shape-11classes.zip";

    [ReferenceFact(Photographs)]
    public void Training_images_are_those_that_are_not_held_out()
    {
        var recipe = TrainingRecipe.Load(Fixtures.Recipe("tinyimagenet", "resnet", "standard"));
        using TrainingImages images = TrainingImages.Open(recipe, 0, ReferenceData.Path(Photographs));
        images.Train.Count.Should().Be(12_450);
        images.Validation.Labels.Take(11).Should().Equal(Enumerable.Range(0, 11));
        images.Validation.Labels.CountBy(l => l).Select(c => c.Value).Should().AllBeEquivalentTo(50);
        HashSet<string> trained = [.. Pixels(images.Train)];
        Pixels(images.Validation)
            .Count(trained.Contains)
            .Should()
            .BeLessThan(5, "ImageNet has a few photographs twice");
    }

    [ReferenceFact(Photographs, Stimuli)]
    public void Images_and_probe_are_as_preregistered()
    {
        NetworkStudy study = Open();
        IStimulusSet intact = study.Stimuli.Sets[StimulusName.Intact];
        intact.Count.Should().Be(550);
        intact.Classes.Should().Equal(PhotographCategories.All);
        intact.Labels.CountBy(l => l).Select(c => c.Value).Should().AllBeEquivalentTo(50);

        IStimulusSet conflict = study.Stimuli.Sets[StimulusName.CueConflict];
        conflict.Shape.Zip(conflict.Texture).Count(c => c.First != c.Second).Should().Be(550);
        conflict.NameOf(0).Should().MatchRegex(@"^[a-z]+\d+-[a-z]+\d+\.png$", "sources are clustered by these names");
        study.Stimuli.Sets[StimulusName.Silhouettes].Count.Should().Be(110);
        study.Stimuli.Sets[StimulusName.Edges].Count.Should().Be(110);

        IProbe probe = study.Stimuli.Probe!.Value;
        probe.Count.Should().Be(29 * 20 + 15 * 20);
        var objects = new Dictionary<int, int>();
        var textures = new Dictionary<int, int>();
        for (int i = 0; i < probe.Count; i++)
        {
            ImageConcepts shown = probe.Labels(i);
            Dictionary<int, int> of = shown.WholeImage.Count == 1 ? textures : objects;
            int concept = shown.WholeImage.Count == 1 ? shown.WholeImage[0] : shown.Maps[1].Max();
            of[concept] = of.GetValueOrDefault(concept) + 1;
            if (shown.WholeImage.Count == 0)
                shown.Maps[1].Where(c => c != 0).Distinct().Should().ContainSingle("a box has one object");
        }
        objects.Values.Should().HaveCount(29).And.AllBeEquivalentTo(20);
        textures.Values.Should().HaveCount(15).And.AllBeEquivalentTo(20);
        probe.Catalogue.Concepts.Select(c => c.Name).Should().NotIntersectWith(PhotographCategories.All);
    }

    [Fact]
    public void Published_stimuli_decide_shape_bias_and_texture_less()
    {
        NetworkStudy study = TinyimagenetStudy.Open();
        study.Claim("shape-bias").DecidedOn.Should().Equal(StimulusName.CueConflict);
        study.Claim("texture-less").DecidedOn.Should().Equal(StimulusName.Silhouettes, StimulusName.Edges);
        study.Claims.Select(c => c.Id).Should().Equal(ClaimRegistry.All.Select(c => c.Id));
    }

    [Fact]
    public void An_architecture_is_left_out_until_all_its_networks_are_trained()
    {
        using var folder = new TemporaryFolder();
        StudyInputs inputs = new() { Weights = folder.Path };
        NetworkStudy study = TinyimagenetStudy.Open(inputs);
        study.Networks.Architectures.Should().BeEmpty();
        study
            .Networks.Trainable()
            .Should()
            .HaveCount(45 + 12)
            .And.Contain(new NetworkId("resnet", TrainingMode.Matched, 24))
            .And.Contain(new NetworkId("resnet", TrainingMode.Robust, 22) { Width = 0.5 });
        study
            .Info.Missing.Where(m => m.Kind == InputKind.Networks)
            .Select(m => m.Name)
            .Should()
            .Equal("alexnet", "googlenet", "resnet");
        foreach (string mode in new[] { "standard", "robust", "matched" })
        {
            for (int seed = 20; seed < 25; seed++)
                folder.Add($"resnet-{mode}-{seed}.safetensors", "");
        }
        study.Networks.Architectures.Select(a => a.Name).Should().Equal("resnet");
        File.Delete(folder.File("resnet-matched-22.safetensors"));
        TinyimagenetStudy
            .Open(inputs)
            .Invoking(s => s.Architecture("resnet"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                "resnet: 1 of its 15 networks are not in *, the first is resnet-matched-22: 'robustrepro train*"
            );
    }

    [Fact]
    public void Without_photographs_the_command_is_said()
    {
        NetworkStudy study = TinyimagenetStudy.Open();
        study
            .Info.Missing.Should()
            .Contain(m => m.Kind == InputKind.Images && m.Reason.Contains("data get tiny-imagenet"));
        study
            .Invoking(s => s.Stimuli.Sets)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("the tinyimagenet study needs its photographs: 'robustrepro data get tiny-imagenet'*");
    }

    private static NetworkStudy Open() =>
        TinyimagenetStudy.Open(
            new() { Images = ReferenceData.Path(Photographs), CueConflict = ReferenceData.Path(Stimuli) }
        );

    private static IEnumerable<string> Pixels(StimulusSet set)
    {
        byte[] all = set.Images.contiguous().data<byte>().ToArray();
        int size = all.Length / set.Count;
        return Enumerable
            .Range(0, set.Count)
            .Select(i => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(all.AsSpan(i * size, size))));
    }
}
