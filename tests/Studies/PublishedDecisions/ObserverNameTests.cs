using RobustRepro.Studies.PublishedDecisions;

namespace RobustRepro.Tests.Studies.PublishedDecisions;

/// <summary>Observers are found by any form of their name that only they have.</summary>
public sealed class ObserverNameTests : IDisposable
{
    private readonly DecisionFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Observers_are_named_after_their_files()
    {
        folder.AddDogs("exp_vgg16_session-1.csv", "vgg16", "cat,dog1-cat1.png");
        folder.AddDogs("exp_resnet50_train_60_epochs_session-1.csv", "resnet50-train-60-epochs", "cat,dog1-cat1.png");
        folder.AddDogs("exp_alexnet_session-1.csv", "alexnet", "cat,dog1-cat1.png");
        folder.AddDogs("exp_alexnet_session_1.csv", "alexnet", "dog,dog1-cat1.png");
        folder.AddDogs("exp_subject-01_session_1.csv", "subject-01", "dog,dog1-cat1.png");
        folder.AddDogs("other_vit_session-1.csv", "vit", "dog,dog1-cat1.png");
        folder.AddDogs("more_vit_session-1.csv", "vit", "dog,dog1-cat1.png");
        folder.AddDogs("other_subject-01_session_1.csv", "subject-01", "dog,dog1-cat1.png");
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
        folder.AddTwoAlexnets();

        DecisionsStudy.Open(folder.Path).Find(name).FileName.Should().Be("exp_alexnet_session-1.csv");
    }

    [Theory]
    [InlineData("resnet50_train_60_epochs")]
    [InlineData("resnet50-train-60-epochs")]
    [InlineData("ResNet50_train_60_epochs_session_1")]
    public void Underscores_hyphens_and_case_are_forgiven(string name)
    {
        folder.AddDogs("exp_resnet50_train_60_epochs_session-1.csv", "resnet50-train-60-epochs", "cat,dog1-cat1.png");
        folder.AddDogs("exp_resnet50_session-1.csv", "resnet50", "cat,dog1-cat1.png");

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
        folder.AddTwoAlexnets();

        Action find = () => DecisionsStudy.Open(folder.Path).Find("alexnet");

        find.Should()
            .Throw<InvalidInputException>()
            .WithMessage("observer 'alexnet' is ambiguous; say which: alexnet_session-1, alexnet_session_1");
    }

    [Fact]
    public void An_unknown_name_gives_the_known()
    {
        folder.AddTwoAlexnets();

        Action find = () => DecisionsStudy.Open(folder.Path).Find("resnet");

        find.Should()
            .Throw<InvalidInputException>()
            .WithMessage("unknown observer 'resnet'; known: alexnet_session-1, alexnet_session_1");
    }
}
