using RobustRepro.Claims;
using RobustRepro.Datasets.ImageNet;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Studies.Imagenet;
using RobustRepro.Verification;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Studies.Imagenet;

public sealed class ImagenetStudyTests : IDisposable
{
    private readonly ImagenetFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Photographs_are_prepared_as_torchvision_does_and_the_stimuli_shown_as_they_are()
    {
        using DisposeScope scope = NewDisposeScope();
        NetworkStudy study = ImagenetStudy.Open(folder.Inputs);
        study
            .Stimuli.Sets.Keys.Should()
            .Equal(
                "intact",
                "scrambled",
                "contours",
                "gaussian_noise-1",
                "gaussian_noise-2",
                "gaussian_noise-3",
                "gaussian_noise-4",
                "gaussian_noise-5",
                "cue-conflict",
                "cue-conflict, resized and cropped",
                "edges",
                "silhouettes"
            );
        study.Stimuli.Sets.Values.Should().AllSatisfy(set => set.Batch(0, 2).shape[1..].Should().Equal(3, 224, 224));
        IStimulusSet intact = study.Stimuli.Sets[StimulusName.Intact];
        (intact.Count, intact.Classes.Count, intact.Classes[8]).Should().Be((ImagenetFolder.Photographs, 1000, "hen"));
        study.Stimuli.Sets[StimulusName.CueConflict].Classes.Should().Equal(EntryLevelCategories.All);
    }

    [Fact]
    public void Derived_sets_show_the_same_photographs_in_the_same_order()
    {
        NetworkStudy study = ImagenetStudy.Open(folder.Inputs);
        IStimulusSet intact = study.Stimuli.Sets[StimulusName.Intact];
        string[] names = [.. Enumerable.Range(0, intact.Count).Select(intact.NameOf)];
        names.Should().OnlyHaveUniqueItems();
        foreach (StimulusName set in new[] { StimulusName.Scrambled, StimulusName.Contours })
            Enumerable.Range(0, intact.Count).Select(study.Stimuli.Sets[set].NameOf).Should().Equal(names, set.Text);
        Enumerable
            .Range(0, 4)
            .Select(study.Stimuli.Sets[StimulusName.Corrupted("gaussian_noise", 3)].NameOf)
            .Should()
            .Equal(names.Take(4), "a part of the photographs is their first");
        for (int i = 0; i < intact.Count; i++)
            intact
                .Shape[i]
                .Should()
                .Be(
                    ImagenetFolder.ClassOf(
                        Array.IndexOf(
                            [
                                .. Enumerable
                                    .Range(0, ImagenetFolder.Photographs)
                                    .Select(p => ImagenetFolder.Photograph(p) + ".JPEG"),
                            ],
                            names[i]
                        )
                    )
                );
    }

    [Fact]
    public void The_first_photographs_are_the_same_for_both_layouts_and_of_several_classes()
    {
        foreach (string file in Directory.GetFiles(folder.File("val"), "*.JPEG", SearchOption.AllDirectories))
            folder.Add($"flat/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        string labels = folder.AddText(
            "labels.txt",
            string.Concat(
                Enumerable
                    .Range(0, ImagenetFolder.Photographs)
                    .Select(i => $"{ImagenetFolder.Photograph(i)}.JPEG {ImagenetFolder.ClassOf(i)}\n")
            )
        );
        StudyInputs some = folder.Inputs with { Sizes = StudySizes.Default with { Images = 10 } };
        IStimulusSet byClass = ImagenetStudy.Open(some).Stimuli.Sets[StimulusName.Intact],
            flat =
                ImagenetStudy.Open(some with { Images = folder.File("flat"), Labels = labels }).Stimuli.Sets[
                    StimulusName.Intact
                ];
        Enumerable.Range(0, 10).Select(flat.NameOf).Should().Equal(Enumerable.Range(0, 10).Select(byClass.NameOf));
        flat.Shape.Should().Equal(byClass.Shape);
        byClass.Shape.Distinct().Count().Should().BeGreaterThan(2);
    }

    [Fact]
    public void Stylized_images_are_found_by_name_and_one_that_is_missing_is_named()
    {
        for (int i = 0; i < ImagenetFolder.Photographs; i++)
            folder.Add($"sin/{ImageNetClasses.Ids[ImagenetFolder.ClassOf(i)]}/{ImagenetFolder.Photograph(i)}.png", []);
        StudyInputs inputs = folder.Inputs with { Stylized = folder.File("sin") };
        NetworkStudy study = ImagenetStudy.Open(inputs);
        IStimulusSet stylized = study.Stimuli.Sets[StimulusName.Stylized],
            intact = study.Stimuli.Sets[StimulusName.Intact];
        Enumerable
            .Range(0, 24)
            .Select(i => Path.GetFileNameWithoutExtension(stylized.NameOf(i)))
            .Should()
            .Equal(Enumerable.Range(0, 24).Select(i => Path.GetFileNameWithoutExtension(intact.NameOf(i))));
        File.Delete(
            folder.File($"sin/{ImageNetClasses.Ids[ImagenetFolder.ClassOf(3)]}/{ImagenetFolder.Photograph(3)}.png")
        );
        FluentActions
            .Invoking(() => ImagenetStudy.Open(inputs).Stimuli.Sets)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                $"*no stylized version of {ImagenetFolder.Photograph(3)}.JPEG in "
                    + $"{ImageNetClasses.Ids[ImagenetFolder.ClassOf(3)]}*"
            );
    }

    [Fact]
    public void Without_photographs_the_claims_about_them_are_skipped_with_the_setting_that_gives_them()
    {
        StudyInputs inputs = folder.Inputs with { Images = null, Broden = null };
        IReadOnlyList<SkippedClaim> skipped = Skipped(inputs);
        skipped
            .Select(s => s.Claim.Id)
            .Should()
            .Equal(
                "robust",
                "texture-less",
                "shape-less",
                "ood-noise",
                "noise-blocking",
                "lower-level",
                "less-diverse"
            );
        skipped
            .Take(5)
            .Should()
            .OnlyContain(s => s.Reason.Contains("--set Studies:Imagenet:Images=FOLDER", StringComparison.Ordinal));
        skipped
            .Skip(5)
            .Should()
            .OnlyContain(s => s.Reason.Contains("--set Studies:Imagenet:Broden=PATH", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_cue_conflicts_the_claims_about_them_are_skipped()
    {
        SkippedClaim[] skipped = Skipped(folder.Inputs with { CueConflict = null });
        skipped.Select(s => s.Claim.Id).Should().Equal("shape-bias", "shape-units");
        skipped
            .Should()
            .OnlyContain(s => s.Reason.Contains("--set Studies:Imagenet:CueConflict=PATH", StringComparison.Ordinal));
    }

    [Fact]
    public void An_architecture_without_both_networks_is_left_out_and_said_so()
    {
        NetworkStudy study = ImagenetStudy.Open(
            folder.Inputs with
            {
                Networks = new Dictionary<string, NetworkFiles>
                {
                    ["alexnet"] = new("a", "b"),
                    ["googlenet"] = new("g", null),
                    ["resnet50"] = new(null, null),
                },
            }
        );
        study.Networks.Architectures.Select(a => a.Name).Should().Equal("alexnet");
        study
            .Info.Missing.Where(m => m.Kind == InputKind.Networks)
            .Select(m => m.ToString())
            .Should()
            .Equal(
                "googlenet: no weights of its adversarially trained network: give them with --set "
                    + "Studies:Imagenet:Googlenet:Robust=FILE",
                "resnet50: no weights of its standard network and of its adversarially trained network: "
                    + "give them with --set Studies:Imagenet:Resnet50:Standard=FILE and --set "
                    + "Studies:Imagenet:Resnet50:Robust=FILE"
            );
        FluentActions
            .Invoking(() => study.Architecture("googlenet"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("googlenet: no weights of its adversarially trained network*");
    }

    [Fact]
    public void With_nothing_at_all_the_error_says_what_to_give() =>
        FluentActions
            .Invoking(() => new Verifier(ImagenetStudy.Open(StudyInputs.None)).Run(ClaimRegistry.All, []))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                "the imagenet study has nothing to judge: alexnet: no weights*--set "
                    + "Studies:Imagenet:Alexnet:Standard=FILE*--set Studies:Imagenet:Images=FOLDER*"
            );

    [Fact]
    public void The_attack_is_the_paper_s_and_stronger_ones_follow()
    {
        AttackGrid attacks = ImagenetStudy.Open(folder.Inputs).Attacks;
        attacks
            .At(3)
            .Should()
            .Be(new RobustRepro.Attacks.ProjectedGradientDescent(new(RobustRepro.Attacks.Norm.L2, 3), 0.5f, 7));
        attacks.Stronger(100).StepSize.Should().BeApproximately(2.5f * 3 / 100, 1e-7f);
        attacks
            .ToString()
            .Should()
            .Be(
                "PGD-7 L2 at eps 0.5, 1, 3; step 0.167 eps; best iterate; 4 images; then PGD-3 at eps 3, "
                    + "step 2.5 eps / 3"
            );
    }

    /// <summary>The weights do not exist: what is skipped must be known before a network is loaded.</summary>
    private static SkippedClaim[] Skipped(StudyInputs inputs)
    {
        var verification = new Verifier(ImagenetStudy.Open(inputs));
        return [.. verification.Study.Claims.Select(verification.Skipped).OfType<SkippedClaim>()];
    }
}
