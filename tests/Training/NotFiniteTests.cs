using RobustRepro.Checkpoints;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Training;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Training;

/// <summary>Weights that a diverged training left: no way of loading takes them.</summary>
public sealed class NotFiniteTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_weight_file_of_them_is_refused_by_name(bool asAnyCheckpoint)
    {
        var id = new NetworkId("resnet", TrainingMode.Standard, 0);
        string path = WeightFile.PathOf(folder.Path, id);
        using (
            NormalizedModel diverged = ModelRegistry.Create(ModelRegistry.Find("resnet"), 32, 10, Normalization.Centred)
        )
        {
            using (no_grad())
                diverged.Network.named_parameters().Single(p => p.name == "fc.bias").parameter.fill_(float.NaN);
            var recipe = TrainingRecipe.Load(Fixtures.Recipe("cifar10", "resnet", "standard"));
            WeightFile.Save(path, diverged, recipe, id, 32, 10);
        }
        Action load = asAnyCheckpoint
            ? () => Checkpoint.Load(path, ModelRegistry.Find("resnet")).Model.Dispose()
            : () => WeightFile.Load(path, id, "cifar10").Dispose();
        load.Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{path}: 'fc.bias' holds values that are no finite numbers*");
    }
}
