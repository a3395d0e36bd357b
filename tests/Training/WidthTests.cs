using RobustRepro.Models;
using RobustRepro.Studies;
using RobustRepro.Tests.Cli;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Training;

/// <summary>Small networks of other widths than a study's own.</summary>
public sealed class WidthTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("alexnet")]
    [InlineData("googlenet")]
    [InlineData("resnet")]
    public void Every_hooked_layer_has_so_many_times_the_channels(string name)
    {
        long[] own = Channels(name, 1);
        foreach (double width in new[] { 0.25, 0.5, 2 })
            Channels(name, width).Should().Equal(own.Select(c => (long)(c * width)), $"width {width}");
    }

    [Fact]
    public void A_network_is_trained_at_the_width_of_its_recipe_and_its_file_says_so()
    {
        string path = TinyRecipe.Write(folder.Path, robust: true, images: 40, epochs: 1);
        File.WriteAllText(
            path,
            File.ReadAllText(path)
                .Replace("\"images\"", "\"width\": 0.5, \"images\"")
                .Replace("\"steps\"", "\"precision\": \"bfloat16\", \"steps\"")
        );
        TrainingRecipe recipe = TrainingRecipe.Load(path);
        string weights = NetworkTraining.Run(recipe, 1, null, folder.Path, folder.Path, false, CPU);
        Path.GetFileName(weights).Should().Be("resnet-robust-1-width-0.5.safetensors");

        NetworkId id = WeightFile.IdOf(weights);
        id.Should().Be(new NetworkId("resnet", TrainingMode.Robust, 1) { Width = 0.5 });
        using NormalizedModel half = WeightFile.Load(weights, id, "trifeature");
        half.Network.state_dict()["fc.weight"].shape.Should().Equal(10, 128);
        File.ReadAllText(Path.ChangeExtension(weights, ".md")).Should().Contain("\"width\": 0.5");

        Action another = () => WeightFile.Load(weights, id with { Width = 1 }, "trifeature");
        another
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*holds the network 'resnet-robust-1-width-0.5', expected 'resnet-robust-1'");
    }

    [Fact]
    public void A_series_has_the_twins_of_its_seeds_and_of_no_other_network()
    {
        var series = new WidthSeries("resnet", [10, 11], [0.5, 2]);
        var robust = new NetworkId("resnet", TrainingMode.Robust, 10);
        series.Of(robust).Should().Equal(robust with { Width = 0.5 }, robust with { Width = 2 });
        series.Of(robust with { Seed = 12 }).Should().BeEmpty();
        series.Of(robust with { Mode = TrainingMode.Matched }).Should().BeEmpty();
        series.Of(robust with { Architecture = "alexnet" }).Should().BeEmpty();
        series.Of(robust with { Width = 2 }).Should().BeEmpty("a twin has none");
        NetworkId[] all = [.. series.Networks];
        all.Should().HaveCount(8).And.OnlyHaveUniqueItems();
        all.Take(4).Should().OnlyContain(n => n.Mode == TrainingMode.Robust);
    }

    [Theory]
    [InlineData("resnet-robust-10", 1)]
    [InlineData("resnet-robust-10-width-0.5", 0.5)]
    [InlineData("resnet-robust-10-width-2", 2)]
    public void Names_have_a_width_where_it_is_not_1(string name, double width)
    {
        var id = NetworkId.Parse(name);
        id.Width.Should().Be(width);
        id.ToString().Should().Be(name);
    }

    [Theory]
    [InlineData("resnet-robust-10-width-0")]
    [InlineData("resnet-robust-10-width-8")]
    [InlineData("resnet-robust-10-width--1")]
    [InlineData("resnet-robust-10-width-1e1")]
    [InlineData("resnet-robust-10-wide-2")]
    public void Other_names_are_none(string name)
    {
        Action parse = () => NetworkId.Parse(name);
        parse.Should().Throw<InvalidInputException>().WithMessage($"'{name}' does not name a network*");
    }

    private static long[] Channels(string name, double width)
    {
        Architecture architecture = ModelRegistry.Find(name, ModelRegistry.SmallAt(width));
        using NormalizedModel model = ModelRegistry.Create(architecture, 32, 10, Normalization.Centred);
        using var mode = new EvaluationMode(model);
        using DisposeScope outputs = NewDisposeScope();
        return
        [
            .. LayerTap.Outputs(model, architecture.Layers, rand(1, 3, 32, 32)).Values.Select(o => o.shape[1]),
            model.Network.state_dict()[$"{architecture.Head}.weight"].shape[1],
        ];
    }
}
