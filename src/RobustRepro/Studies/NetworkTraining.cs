using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Studies;

/// <summary>Trains one network of a study from a recipe and writes its weights and card.</summary>
public static class NetworkTraining
{
    /// <summary>Runs a recipe to its end.</summary>
    /// <param name="imagesPath">Where the study's images are; see <see cref="TrainingImages.Open"/>.</param>
    /// <param name="folder">Gets <c>checkpoint.safetensors</c> and <c>metrics.jsonl</c> while training.</param>
    /// <param name="output">Gets the weights and the card at the end; nothing before.</param>
    /// <param name="resume">Go on from the folder's checkpoint where there is one.</param>
    /// <returns>The path of the weights.</returns>
    public static string Run(
        TrainingRecipe recipe,
        int seed,
        string? imagesPath,
        string folder,
        string output,
        bool resume,
        Device device,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        NetworkId id = recipe.NetworkOf(seed);
        using IDisposable pause = FinalizerPause.Enter();
        using TrainingImages images = TrainingImages.Open(recipe, seed, imagesPath);
        int classes = images.Train.Classes.Count;
        using NormalizedModel model = ModelRegistry.Create(
            recipe.Network,
            images.Size,
            classes,
            Normalization.Centred,
            seed
        );
        model.to(device);

        var store = new TrainingStore(folder);
        using var trainer = new Trainer(recipe, seed, model, images.Train, images.Validation, device);
        trainer.Run(store, resume, progress, cancellation);

        model.to(CPU);
        string path = WeightFile.PathOf(output, id);
        string sha256 = WeightFile.Save(path, model, recipe, id, images.Size, classes);
        ModelCard.Write(
            Path.ChangeExtension(path, ".md"),
            id,
            recipe,
            ModelRegistry.ParameterCount(model),
            store.ReadMetrics(),
            images.Validation.Count,
            sha256
        );
        return path;
    }
}
