using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Tests.Reference;
using RobustRepro.Training;

namespace RobustRepro.Tests.Training;

public sealed class TrainingRecipeTests : IDisposable
{
    private const string Good = """
        { "study": "trifeature", "architecture": "resnet", "mode": "robust", "images": 60, "epochs": 2, "batchSize": 20,
          "optimizer": { "kind": "sgd", "learningRate": 0.1 }, "schedule": { "kind": "one-cycle" },
          "attack": { "norm": "l2", "eps": 2.0, "steps": 3, "stepSize": 1.0 } }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_recipe_is_read_and_written_back()
    {
        TrainingRecipe recipe = Load(Good);
        recipe.Attack!.Eps.Should().Be(2);
        recipe.Optimizer.Momentum.Should().Be(0.9);
        Load(recipe.ToJson()).Should().Be(recipe);
    }

    [Theory]
    [InlineData("\"epochs\"", "\"epoch\"", "*epoch*")]
    [InlineData("\"epochs\": 2, ", "", "*epochs*")]
    [InlineData("\"robust\"", "\"standard\"", "*mode 'robust' needs an attack, the others must not have one")]
    [InlineData("\"attack\"", "\"augmentation\"", "*")]
    [InlineData("\"sgd\"", "\"sdg\"", "*optimizer*")]
    [InlineData("\"eps\": 2.0", "\"eps\": 0", "*attack needs eps*")]
    [InlineData("\"steps\": 3", "\"steps\": 0", "*attack needs eps*")]
    [InlineData("\"batchSize\": 20", "\"batchSize\": 61", "*images must be at least batchSize*")]
    [InlineData("\"batchSize\": 20", "\"batchSize\": 1", "*batchSize at least 2")]
    [InlineData("\"epochs\": 2", "\"epochs\": 0", "*epochs must be at least 1")]
    [InlineData("\"learningRate\": 0.1", "\"learningRate\": 0", "*learningRate must be positive")]
    [InlineData("\"images\": 60", "\"images\": 60, \"width\": 8", "*width must be from 0.25 to 4")]
    [InlineData("\"images\": 60", "\"images\": \"many\"", "*:1: the value of 'images' is not what is expected there")]
    [InlineData("\"images\": 60", "\"images\": 60, \"pictures\": 1", "*unknown key 'pictures'")]
    [InlineData("\"images\": 60, ", "", "*it lacks 'images'")]
    [InlineData("\"images\": 60", "\"images\": 60, \"labelSmoothing\": 2", "*labelSmoothing must be in [0, 1)")]
    [InlineData("\"images\": 60", "\"images\": 60, \"clipGradient\": -1", "*clipGradient must be at least 0")]
    [InlineData("\"kind\": \"sgd\"", "\"kind\": \"sgd\", \"momentum\": 2", "*optimizer.momentum must be in*")]
    [InlineData("\"kind\": \"sgd\"", "\"kind\": \"sgd\", \"weightDecay\": -1", "*optimizer.weightDecay must be*")]
    [InlineData("\"one-cycle\"", "\"step\", \"stepEpochs\": 0", "*schedule needs stepEpochs from 1*")]
    [InlineData("\"one-cycle\"", "\"one-cycle\", \"warmUp\": 5", "*schedule needs*warmUp in*")]
    [InlineData("\"images\": 60", "\"images\": 60, \"augmentation\": { \"cropPadding\": -3 }", "*cropPadding must be*")]
    [InlineData("\"trifeature\"", "\"cifar10\", \"randomTexture\": true", "*randomTexture is for the trifeature study")]
    [InlineData("{ \"study\"", "\"study\"", "*")]
    [InlineData("\"optimizer\": { \"kind\": \"sgd\", \"learningRate\": 0.1 }", "\"optimizer\": null", "*optimizer*")]
    public void A_recipe_that_makes_no_sense_is_refused_with_the_file_and_the_reason(
        string text,
        string replacement,
        string message
    )
    {
        Good.Should().Contain(text);
        FluentActions
            .Invoking(() => Load(Good.Replace(text, replacement, StringComparison.Ordinal)))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(message)
            .Which.Message.Should()
            .StartWith(folder.Path);
    }

    [Fact]
    public void A_robust_recipe_without_attack_is_refused() =>
        FluentActions
            .Invoking(() => Load(Good[..Good.IndexOf(",\n  \"attack\"", StringComparison.Ordinal)] + " }"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*mode 'robust' needs an attack*");

    [Fact]
    public void A_missing_file_is_named() =>
        FluentActions
            .Invoking(() => TrainingRecipe.Load(folder.File("absent.json")))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*absent.json: there is no such recipe");

    [Fact]
    public void Every_committed_recipe_loads_and_names_its_network()
    {
        string[] files = Directory
            .GetFiles(Path.Combine(ReferenceData.RepositoryRoot, "fixtures"), "*.json", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "recipes")
            .ToArray();
        files.Should().HaveCountGreaterThan(5);
        foreach (string file in files)
        {
            TrainingRecipe recipe = TrainingRecipe.Load(file);
            ModelRegistry.Find(recipe.Architecture);
            Path.GetFileNameWithoutExtension(file).Should().Be($"{recipe.Architecture}-{recipe.Mode.Lower()}");
        }
    }

    private TrainingRecipe Load(string json)
    {
        string path = folder.File("recipe.json");
        File.WriteAllText(path, json);
        return TrainingRecipe.Load(path);
    }
}
