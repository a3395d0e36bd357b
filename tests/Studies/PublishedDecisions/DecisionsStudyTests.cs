using System.Security.Cryptography;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Studies.PublishedDecisions;
using RobustRepro.Tables;

namespace RobustRepro.Tests.Studies.PublishedDecisions;

public sealed class DecisionsStudyTests : IDisposable
{
    private const string Header = "subj,session,trial,rt,object_response,category,condition,imagename\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Observers_are_named_after_their_files()
    {
        Add("exp_vgg16_session-1.csv", "vgg16", "cat,dog1-cat1.png");
        Add("exp_resnet50_train_60_epochs_session-1.csv", "resnet50-train-60-epochs", "cat,dog1-cat1.png");
        Add("exp_alexnet_session-1.csv", "alexnet", "cat,dog1-cat1.png");
        Add("exp_alexnet_session_1.csv", "alexnet", "dog,dog1-cat1.png");
        Add("exp_subject-01_session_1.csv", "subject-01", "dog,dog1-cat1.png");
        Add("other_vit_session-1.csv", "vit", "dog,dog1-cat1.png");
        Add("more_vit_session-1.csv", "vit", "dog,dog1-cat1.png");
        Add("other_subject-01_session_1.csv", "subject-01", "dog,dog1-cat1.png");
        folder.Add("README.txt", "not a CSV");

        DecisionsStudy study = DecisionsStudy.Open(folder.Path);

        study
            .Observers.Select(o => o.Name)
            .Should()
            .Equal(
                "alexnet_session-1",
                "alexnet_session_1",
                "resnet50_train_60_epochs",
                "vgg16",
                "more_vit_session-1",
                "other_vit_session-1",
                "exp_subject-01_session_1",
                "other_subject-01_session_1"
            );
        study.Observers.Select(o => o.Decisions.Observer).Should().Equal(study.Observers.Select(o => o.Name));
        study.Observers.Count(o => o.IsHuman).Should().Be(2);
    }

    [Theory]
    [InlineData("exp_alexnet_session-1.csv")]
    [InlineData("some/folder/exp_alexnet_session-1.csv")]
    [InlineData("exp_alexnet_session-1")]
    [InlineData("alexnet_session-1")]
    public void An_observer_is_found_by_any_form_that_only_it_has(string name)
    {
        AddTwoAlexnets();

        DecisionsStudy.Open(folder.Path).Find(name).FileName.Should().Be("exp_alexnet_session-1.csv");
    }

    [Theory]
    [InlineData("resnet50_train_60_epochs")]
    [InlineData("resnet50-train-60-epochs")]
    [InlineData("ResNet50_train_60_epochs_session_1")]
    public void Underscores_hyphens_and_case_are_forgiven(string name)
    {
        Add("exp_resnet50_train_60_epochs_session-1.csv", "resnet50-train-60-epochs", "cat,dog1-cat1.png");
        Add("exp_resnet50_session-1.csv", "resnet50", "cat,dog1-cat1.png");

        DecisionsStudy study = DecisionsStudy.Open(folder.Path);

        if (name.Contains("session"))
            study
                .Invoking(s => s.Find(name))
                .Should()
                .Throw<InvalidInputException>("it names neither the file nor the observer");
        else
            study.Find(name).FileName.Should().Be("exp_resnet50_train_60_epochs_session-1.csv");
    }

    [Fact]
    public void An_ambiguous_name_gives_the_choice()
    {
        AddTwoAlexnets();

        Action find = () => DecisionsStudy.Open(folder.Path).Find("alexnet");

        find.Should()
            .Throw<InvalidInputException>()
            .WithMessage("observer 'alexnet' is ambiguous; say which: alexnet_session-1, alexnet_session_1");
    }

    [Fact]
    public void An_unknown_name_gives_the_known()
    {
        AddTwoAlexnets();

        Action find = () => DecisionsStudy.Open(folder.Path).Find("resnet");

        find.Should()
            .Throw<InvalidInputException>()
            .WithMessage("unknown observer 'resnet'; known: alexnet_session-1, alexnet_session_1");
    }

    [Fact]
    public void A_folder_without_decisions_is_refused()
    {
        string absent = Path.Combine(folder.Path, "absent"),
            file = folder.Add("notes.txt", "");

        Opening(folder.Path)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                $"{folder.Path}: no CSV files; expected decisions named like cue-conflict_resnet50_session-1.csv"
            );
        Opening(absent).Should().Throw<InvalidInputException>().WithMessage($"{absent}: there is no such folder");
        Opening(file)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{file}: this is a file; give the folder that holds it");
    }

    [Fact]
    public void A_bad_file_in_the_folder_is_named()
    {
        AddTwoAlexnets();
        string bad = folder.Add("exp_vgg_session-1.csv", Header);

        Opening(folder.Path)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{bad}: the file has a header but no trials");
    }

    [Fact]
    public void Shuffled_trials_are_paired_by_image()
    {
        Add("exp_s_session-1.csv", "s", "cat,dog1-cat1.png", "bear,dog2-cat1.png", "oven,dog3-bird1.png");
        Add(
            "exp_r_session-1.csv",
            "r",
            "bird,0001_s5n_s01_0_dog_00_dog3-bird1.png",
            "dog,0002_s5n_s01_0_dog_00_dog1-cat1.png",
            "cat,0003_s5n_s01_0_dog_00_dog2-cat1.png"
        );

        NetworkPair pair = DecisionsStudy.Open(folder.Path).Pair("s", "r");

        Decisions s = pair.Standard.Decisions[StimulusName.CueConflict],
            r = pair.Robust.Decisions[StimulusName.CueConflict];
        s.Images.Should().Equal("dog1-cat1.png", "dog2-cat1.png", "dog3-bird1.png").And.Equal(r.Images);
        Words(s).Should().Equal("cat", "bear", "oven");
        Words(r).Should().Equal("dog", "cat", "bird");
        pair.Label.Should().Be("S s, R r");
        pair.Standard.Decisions.Should().ContainSingle();
        pair.Standard.UnderAttack.Should().BeEmpty();
        pair.Standard.TrainingEps.Should().Be(0);
        string file = Path.Combine(folder.Path, "exp_s_session-1.csv");
        pair.Standard.Provenance.Should()
            .Be($"exp_s_session-1.csv, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
    }

    [Fact]
    public void Observers_of_other_images_cannot_be_paired()
    {
        Add("exp_s_session-1.csv", "s", "cat,dog1-cat1.png", "bear,dog2-cat1.png", "oven,dog3-bird1.png");
        Add("exp_r_session-1.csv", "r", "cat,dog1-cat1.png", "bear,dog9-cat1.png");
        Add("exp_twice_session-1.csv", "twice", "cat,dog1-cat1.png", "bear,dog1-cat1.png");

        DecisionsStudy study = DecisionsStudy.Open(folder.Path);

        study
            .Invoking(s => s.Pair("s", "r"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                "s (3 images) and r (2 images) share 1 images; a paired comparison needs the same images for both"
            );
        study
            .Invoking(s => s.Pair("s", "twice"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("twice has several trials with image dog1-cat1.png; a paired comparison needs one per image");
    }

    [Fact]
    public void The_table_has_a_row_per_observer_and_one_for_all_people()
    {
        Add(
            "exp_net_session-1.csv",
            "net",
            "cat,dog1-cat1.png",
            "dog,dog2-cat1.png",
            "oven,dog3-bird1.png",
            "dog,dog4-dog1.png"
        );
        Add("exp_blind_session-1.csv", "blind", "na,dog1-cat1.png", "oven,dog2-cat1.png");
        Add("exp_subject-01_session_1.csv", "subject-01", "dog,dog1-cat1.png");
        Add("exp_subject-02_session_1.csv", "subject-02", "cat,dog1-cat1.png", "dog,dog2-cat1.png");

        ResultTable table = DecisionsStudy.Open(folder.Path).Table();

        table
            .Columns.Select(c => c.Name)
            .Should()
            .Equal("observer", "trials", "shape", "texture", "shape bias", "decided share");
        table.Rows.Should().HaveCount(5);
        table.Rows[0].Should().Equal("blind", 2, 0, 0, double.NaN, 0.0);
        table.Rows[1].Should().Equal("net", 3, 1, 1, 0.5, 2.0 / 3);
        table.Rows[2].Should().Equal("subject-01", 1, 1, 0, 1.0, 1.0);
        table.Rows[4].Should().Equal("humans (2, pooled)", 3, 2, 1, 2.0 / 3, 1.0);
    }

    [Fact]
    public void Without_people_there_is_no_pooled_observer()
    {
        AddTwoAlexnets();

        DecisionsStudy.Open(folder.Path).Humans.Should().BeNull();
    }

    [Fact]
    public void An_undefined_bias_leaves_the_claim_undecidable()
    {
        Add("exp_s_session-1.csv", "s", "oven,dog1-cat1.png", "oven,dog2-cat1.png");
        Add("exp_r_session-1.csv", "r", "dog,dog1-cat1.png", "dog,dog2-cat1.png");

        DecisionsStudy study = DecisionsStudy.Open(folder.Path);

        study.Find("s").Bias.Value.Should().BeNull();
        study.JudgeShapeBias("s", "r").Verdict.Should().Be(Verdict.Undecidable);
    }

    private static Action Opening(string path) => () => DecisionsStudy.Open(path);

    private static IEnumerable<string> Words(Decisions decisions) =>
        decisions.Response.Select(r => decisions.Categories[r]);

    private void AddTwoAlexnets()
    {
        Add("exp_alexnet_session-1.csv", "alexnet", "cat,dog1-cat1.png");
        Add("exp_alexnet_session_1.csv", "alexnet", "dog,dog1-cat1.png");
    }

    // every image shows a dog, whatever its texture
    private void Add(string file, string subject, params string[] answerAndImage) =>
        folder.Add(
            file,
            Header
                + string.Concat(
                    answerAndImage
                        .Select(a => a.Split(','))
                        .Select((a, i) => $"{subject},1,{i + 1},NaN,{a[0]},dog,0,{a[1]}\r\n")
                )
        );
}
