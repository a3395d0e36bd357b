using System.Globalization;
using RobustRepro.Checkpoints;
using RobustRepro.Files;
using RobustRepro.Models;
using static TorchSharp.torch;

namespace RobustRepro.Training;

/// <summary>
/// Trained weights of a built-in study: safetensors in half precision, with study, network, input size, classes and
/// recipe in the metadata. Batch counters stay integers.
/// </summary>
public static class WeightFile
{
    private const string Extension = ".safetensors";

    public static string PathOf(string folder, NetworkId id) => Path.Combine(folder, id + Extension);

    /// <summary>Writes atomically and returns the SHA-256 of the file, lower-case hexadecimal.</summary>
    public static string Save(
        string path,
        NormalizedModel model,
        TrainingRecipe recipe,
        NetworkId id,
        int inputSize,
        int classes
    )
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = model
            .Network.state_dict()
            .ToDictionary(p => p.Key, p => p.Value.is_floating_point() ? p.Value.detach().to(float16) : p.Value);
        Safetensors.Write(
            path,
            tensors,
            new Dictionary<string, string>
            {
                ["study"] = recipe.Study,
                ["network"] = id.ToString(),
                ["inputSize"] = inputSize.ToString(CultureInfo.InvariantCulture),
                ["classes"] = classes.ToString(CultureInfo.InvariantCulture),
                ["commit"] = BuildInfo.Commit,
                ["recipe"] = recipe.ToJson(),
            }
        );
        return Sha256.OfFile(path);
    }

    /// <summary>Whether a file was made by the suite's training, and says so.</summary>
    public static bool IsOne(string path)
    {
        if (!path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
            return false;
        using SafetensorsReader file = SafetensorsReader.Open(path);
        return file.Metadata.ContainsKey("network");
    }

    /// <summary>Which network a file says it holds.</summary>
    public static NetworkId IdOf(string path)
    {
        using SafetensorsFile file = Safetensors.Read(path);
        return NetworkId.Parse(
            file.Metadata.TryGetValue("network", out string? name)
                ? name
                : throw new InvalidInputException(
                    $"{path}: no 'network' in its metadata: not a weight file of this suite"
                )
        );
    }

    /// <summary>Builds the network the file was saved from, in evaluation mode.</summary>
    /// <param name="study">That it must have been trained for.</param>
    /// <exception cref="InvalidInputException">The file is missing, damaged, or holds another network, or one of
    /// another study.</exception>
    public static NormalizedModel Load(string path, NetworkId id, string study)
    {
        NetworkId found = IdOf(path);
        return found == id
            ? Load(path, id.Architecture, study)
            : throw new InvalidInputException($"{path}: holds the network '{found}', expected '{id}'");
    }

    /// <summary>Loads a weight file whatever the network's mode and seed.</summary>
    /// <exception cref="InvalidInputException">The file is missing, damaged, or holds another architecture, or a
    /// network of another study.</exception>
    public static NormalizedModel Load(string path, string architecture, string study)
    {
        using SafetensorsFile file = Safetensors.Read(path);
        var found = NetworkId.Parse(Required("network"));
        if (found.Architecture != architecture)
            throw new InvalidInputException(
                $"{path}: holds the network '{found}', expected one of architecture {architecture}"
            );
        // studies have as many classes as one another: nothing else would notice
        if (Required("study") is var trainedFor && trainedFor != study)
            throw new InvalidInputException(
                $"{path}: '{found}' was trained for the {trainedFor} study and knows its images and "
                    + $"classes, not those of {study}: use --study {trainedFor}, or a network of {study}"
            );
        ModelCard.Check(path);
        NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find(architecture, ModelRegistry.SmallAt(found.Width)),
            Number("inputSize"),
            Number("classes"),
            Normalization.Centred
        );
        try
        {
            StateDict.Load(model.Network, file.Tensors, path);
            StateDict.RequireFinite(model.Network, path);
        }
        catch
        {
            model.Dispose();
            throw;
        }
        model.eval();
        return model;

        string Required(string key) =>
            file.Metadata.TryGetValue(key, out string? value)
                ? value
                : throw new InvalidInputException(
                    $"{path}: no '{key}' in its metadata: not a weight file of this suite"
                );
        int Number(string key) =>
            int.TryParse(Required(key), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw new InvalidInputException($"{path}: '{key}' in its metadata is not a number");
    }
}
