using RobustRepro.Datasets;
using RobustRepro.Datasets.Geirhos;
using RobustRepro.Imaging;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Datasets;

public sealed class GeirhosStimuliTests : IDisposable
{
    private const string Zip = "../data/stimuli/texture-vs-shape-7classes.zip",
        Conflicts = "style-transfer-preprocessed-512";
    private readonly ImageTree tree = new();

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData("texture-vs-shape-master/stimuli/", "")]
    [InlineData("stimuli/", "stimuli")]
    [InlineData("", "")]
    [InlineData("", Conflicts)]
    public void The_set_is_found_from_any_folder_above_it(string above, string given)
    {
        AddConflicts(above);
        using IImageSet set = GeirhosStimuli.Open(tree.File(given), GeirhosSet.CueConflict);
        set.Classes.Should().Equal("bird", "cat", "dog");
        Enumerable
            .Range(0, set.Count)
            .Select(i => Path.GetFileName(set.Name(i)))
            .Should()
            .Equal("bird1-bird10.png", "cat7-dog3.png", "cat8-bird1.PNG", "dog12-cat1.png");
        Enumerable.Range(0, 4).Select(set.Shape).Should().Equal(0, 1, 1, 2);
        Enumerable.Range(0, 4).Select(set.Texture).Should().Equal(0, 2, 0, 1);
        Enumerable.Range(0, 4).Select(set.Label).Should().Equal(0, 1, 1, 2);
    }

    [Fact]
    public void Given_words_choose_and_number_the_classes()
    {
        AddConflicts("");
        using IImageSet set = GeirhosStimuli.Open(tree.Path, GeirhosSet.CueConflict, ["dog", "cat", "truck"]);
        Enumerable.Range(0, set.Count).Select(i => (set.Shape(i), set.Texture(i))).Should().Equal((1, 0), (0, 1));
        using StimulusSet loaded = set.Load("cue-conflict", ImagePreparation.Stretch(32));
        loaded.Shape.Should().Equal(1, 0);
        loaded.Texture.Should().Equal(0, 1);
        Refused(
            () => GeirhosStimuli.Open(tree.Path, GeirhosSet.CueConflict, ["truck"]),
            "style-transfer-preprocessed-512 has no images of truck; found: bird, cat, dog"
        );
    }

    [Theory]
    [InlineData("cat/cat7.png", "the name does not say shape and texture; expected a form like cat7-dog3.png")]
    [InlineData("cat/cat-dog.png", "the name does not say shape and texture; expected a form like cat7-dog3.png")]
    [InlineData("cat/dog7-cat3.png", "the name says shape dog, the folder cat")]
    [InlineData("cat/cat7-unicorn3.png", "unknown texture 'unicorn'; known: bird, cat, dog")]
    public void A_name_that_does_not_say_the_cues_is_refused(string name, string message)
    {
        AddConflicts("");
        tree.AddPlain($"{Conflicts}/{name}", 0);
        Refused(() => GeirhosStimuli.Open(tree.Path, GeirhosSet.CueConflict), $"{Conflicts}/{name}: {message}");
    }

    [Fact]
    public void A_set_that_is_missing_or_there_twice_is_refused()
    {
        AddConflicts("a/");
        AddConflicts("b/");
        Refused(
            () => GeirhosStimuli.Open(tree.Path, GeirhosSet.CueConflict),
            $"the images are there 2 times, in a/{Conflicts} and b/{Conflicts}; name one of the folders"
        );
        Refused(
            () => GeirhosStimuli.Open(tree.Path, GeirhosSet.Edges),
            "there are no images in edges/CLASS/ or edge/CLASS/; expected a copy of texture-vs-shape or its stimuli "
                + "folder, or the data set of model-vs-human"
        );
    }

    [ReferenceFact(Zip)]
    public void The_real_stimuli_are_read()
    {
        string[] classes = ["airplane", "bird", "boat", "car", "cat", "dog", "truck"];
        using IImageSet conflicts = GeirhosStimuli.Open(ReferenceData.Path(Zip), GeirhosSet.CueConflict);
        conflicts.Classes.Should().Equal(classes);
        conflicts.Count.Should().Be(245);
        for (int i = 0; i < conflicts.Count; i++)
            classes[conflicts.Texture(i)].Should().Be(TrialImageName.Texture(Path.GetFileName(conflicts.Name(i))));
        int images = 0;
        foreach (
            ImageBatch batch in conflicts.Subset([.. Enumerable.Range(0, 40)]).Batches(16, GeirhosStimuli.Preparation)
        )
        {
            using (batch)
            {
                batch.Images.shape[1..].Should().Equal(3, 224, 224);
                images += batch.Count;
            }
        }
        images.Should().Be(40);

        foreach (GeirhosSet kind in new[] { GeirhosSet.Edges, GeirhosSet.Silhouettes })
        {
            using IImageSet set = GeirhosStimuli.Open(ReferenceData.Path(Zip), kind);
            set.Classes.Should().Equal(classes);
            set.Count.Should().Be(70);
            Enumerable.Range(0, 70).Select(set.Texture).Should().OnlyContain(t => t == -1);
            using StimulusSet loaded = set.Load("shapes", GeirhosStimuli.Preparation);
            // dark on white
            using TorchSharp.torch.Tensor pixels = Pixels.ToFloat(loaded.Images);
            pixels[.., .., 0, ..].mean().item<float>().Should().BeGreaterThan(0.8f);
            pixels.min().item<float>().Should().BeLessThan(0.1f);
        }
    }

    private void AddConflicts(string above)
    {
        foreach (
            string name in new[]
            {
                "dog/dog12-cat1.png",
                "cat/cat7-dog3.png",
                "cat/cat8-bird1.PNG",
                "bird/bird1-bird10.png",
            }
        )
            tree.AddPlain($"{above}{Conflicts}/{name}", 5);
    }

    private static void Refused(Func<object> action, string message) =>
        action.Should().Throw<InvalidInputException>().Which.Message.Should().Contain(message).And.NotContain("\n");
}
