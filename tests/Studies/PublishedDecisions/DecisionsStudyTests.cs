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
    private readonly DecisionFolder folder = new();

    public void Dispose() => folder.Dispose();

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
    public void A_bad_file_in_the_folder_is_named_and_leaves_the_others()
    {
        folder.AddTwoAlexnets();
        string bad = folder.Add("exp_vgg_session-1.csv", DecisionFolder.Header),
            odd = folder.File("exp_odd_session-1.csv");
        folder.AddDogs("exp_odd_session-1.csv", "odd", "dogg,dog1-cat1.png");
        folder.Add("._exp_vgg_session-1.csv", "\0\u0005\u0016\u0007Mac OS X");

        DecisionsStudy study = DecisionsStudy.Open(folder.Path);

        study.Observers.Should().HaveCount(2);
        study.Refused.Should().HaveCount(2);
        study.Refused[0].Should().StartWith($"{odd}:2: unknown category 'dogg' in column object_response; known: ");
        study.Refused[1].Should().Be($"{bad}: the file has a header but no trials");
    }

    [Fact]
    public void A_folder_of_bad_files_alone_is_refused()
    {
        string bad = folder.Add("exp_vgg_session-1.csv", DecisionFolder.Header);
        Opening(folder.Path).Should().Throw<InvalidInputException>().WithMessage($"{bad}: the file has a header *");
        folder.Add("exp_vgh_session-1.csv", DecisionFolder.Header);
        Opening(folder.Path)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{folder.Path}: none of its 2 CSV files can be read; of the first: {bad}: *");
    }

    [Fact]
    public void A_folder_without_cue_conflicts_says_so()
    {
        folder.AddDogs("exp_s_session-1.csv", "s", "dog,dog1.png", "cat,n02106662_1.JPEG");
        Opening(folder.Path)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                $"{folder.Path}: none of the 2 trials is a cue conflict, so there is no shape bias to measure: no "
                    + "image name says a texture, as cat1-dog2.png would (the first is 'dog1.png')"
            );
        folder.AddDogs("exp_r_session-1.csv", "r", "dog,dog1-dog2.png");
        Opening(folder.Path)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*none of the 3 trials*shape and texture are of one category in all of them");
    }

    [Fact]
    public void A_rotation_behind_the_second_cue_is_no_texture()
    {
        folder.AddDogs(
            "exp_s_session-1.csv",
            "s",
            "dog,0001_tfr_dnn_0_dog_00_dog7-cat2-213.png",
            "cat,0002_tfr_dnn_0_dog_00_dog7-cat2-0.png",
            "oven,0003_tfr_dnn_0_dog_00_dog7-cat2-rot90.png"
        );
        DecisionsStudy.Open(folder.Path).Find("s").Bias.Should().Be(new ShapeBias(3, 1, 1));
    }

    [Fact]
    public void Shuffled_trials_are_paired_by_image()
    {
        folder.AddDogs("exp_s_session-1.csv", "s", "cat,dog1-cat1.png", "bear,dog2-cat1.png", "oven,dog3-bird1.png");
        folder.AddDogs(
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
        folder.AddDogs("exp_s_session-1.csv", "s", "cat,dog1-cat1.png", "bear,dog2-cat1.png", "oven,dog3-bird1.png");
        folder.AddDogs("exp_r_session-1.csv", "r", "cat,dog1-cat1.png", "bear,dog9-cat1.png");
        folder.AddDogs("exp_twice_session-1.csv", "twice", "cat,dog1-cat1.png", "bear,dog1-cat1.png");

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
        folder.AddDogs(
            "exp_net_session-1.csv",
            "net",
            "cat,dog1-cat1.png",
            "dog,dog2-cat1.png",
            "oven,dog3-bird1.png",
            "dog,dog4-dog1.png"
        );
        folder.AddDogs("exp_blind_session-1.csv", "blind", "na,dog1-cat1.png", "oven,dog2-cat1.png");
        folder.AddDogs("exp_subject-01_session_1.csv", "subject-01", "dog,dog1-cat1.png");
        folder.AddDogs("exp_subject-02_session_1.csv", "subject-02", "cat,dog1-cat1.png", "dog,dog2-cat1.png");

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
    public void Several_trials_of_one_conflict_are_said()
    {
        folder.AddDogs("exp_s_session-1.csv", "s", "cat,dog1-cat1.png", "dog,dog.png", "dog,dog.png");
        folder.AddDogs(
            "exp_r_session-1.csv",
            "r",
            "cat,dog1-cat1.png",
            "cat,dog2-cat1.png",
            "cat,dog2-cat1.png",
            "cat,dog1-cat1.png"
        );

        DecisionsStudy
            .Open(folder.Path)
            .Repeated.Should()
            .Equal(
                "exp_r_session-1.csv: images with several trials: 2, the first 'dog1-cat1.png'; each trial counts: "
                    + "take out what is doubled"
            );
    }

    [Fact]
    public void Without_people_there_is_no_pooled_observer()
    {
        folder.AddTwoAlexnets();

        DecisionsStudy.Open(folder.Path).Humans.Should().BeNull();
    }

    [Fact]
    public void An_undefined_bias_leaves_the_claim_undecidable()
    {
        folder.AddDogs("exp_s_session-1.csv", "s", "oven,dog1-cat1.png", "oven,dog2-cat1.png");
        folder.AddDogs("exp_r_session-1.csv", "r", "dog,dog1-cat1.png", "dog,dog2-cat1.png");

        DecisionsStudy study = DecisionsStudy.Open(folder.Path);

        study.Find("s").Bias.Value.Should().BeNull();
        study.JudgeShapeBias("s", "r").Verdict.Should().Be(Verdict.Undecidable);
    }

    private static Action Opening(string path) => () => DecisionsStudy.Open(path);

    private static IEnumerable<string> Words(Decisions decisions) =>
        decisions.Response.Select(r => decisions.Categories[r]);
}
