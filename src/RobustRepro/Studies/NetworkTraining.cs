using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Studies;

/// <summary>Trains one network of a study from a recipe and writes its weights and card.</summary>
public static class NetworkTraining
{
    /// <summary>Studies whose networks can be trained.</summary>
    public static IReadOnlyList<string> Studies { get; } = ["trifeature"];

    /// <summary>Runs a recipe to its end.</summary>
    /// <param name="folder">Gets <c>checkpoint.safetensors</c> and <c>metrics.jsonl</c> while training.</param>
    /// <param name="output">Gets the weights and the card at the end; nothing before.</param>
    /// <param name="resume">Go on from the folder's checkpoint where there is one.</param>
    /// <returns>The path of the weights.</returns>
    public static string Run(TrainingRecipe recipe, int seed, string folder, string output, bool resume, Device device, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (!Studies.Contains(recipe.Study))
            throw InvalidInputException.Unknown("study", recipe.Study, Studies);
        var id = new NetworkId(recipe.Architecture, recipe.Mode, seed);
        Architecture architecture = ModelRegistry.Find(recipe.Architecture);
        using StimulusSet train = TrifeatureStimuli.Training(recipe.Images, seed);
        using StimulusSet validation = TrifeatureStimuli.Validation();
        using NormalizedModel model = ModelRegistry.Create(architecture, TrifeatureScene.Size, TrifeatureGenerator.ClassCount, Normalization.Centred, seed);
        model.to(device);

        var store = new TrainingStore(folder);
        using var trainer = new Trainer(recipe, seed, model, train, validation, device);
        trainer.Run(store, resume, progress, cancellation);

        model.to(CPU);
        string path = WeightFile.PathOf(output, id);
        string sha256 = WeightFile.Save(path, model, recipe, id, TrifeatureScene.Size, TrifeatureGenerator.ClassCount);
        ModelCard.Write(Path.ChangeExtension(path, ".md"), id, recipe, ModelRegistry.ParameterCount(model), store.ReadMetrics(), sha256);
        return path;
    }
}
