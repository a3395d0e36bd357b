using System.Globalization;
using RobustRepro.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Training;

/// <summary>
/// A point of a run from which it can go on to bit-identical weights: weights, optimizer state, and the number of steps
/// done. Every random draw is a function of seed and step, so no generator state is needed.
/// </summary>
internal sealed record TrainingState(long Step, double LossSum, long CorrectSum, double Seconds)
{
    private const string WeightPrefix = "model.";
    private const string OptimizerKey = "optimizer";

    public void Save(string path, nn.Module network, OptimizerHelper optimizer, string fingerprint)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer))
            optimizer.save_state_dict(writer);
        using Tensor optimizerBytes = tensor(buffer.ToArray());

        Dictionary<string, Tensor> tensors = network.state_dict().ToDictionary(p => WeightPrefix + p.Key, p => p.Value);
        tensors[OptimizerKey] = optimizerBytes;
        Safetensors.Write(
            path,
            tensors,
            new Dictionary<string, string>
            {
                ["fingerprint"] = fingerprint,
                ["step"] = Step.ToString(CultureInfo.InvariantCulture),
                ["lossSum"] = LossSum.ToString("R", CultureInfo.InvariantCulture),
                ["correctSum"] = CorrectSum.ToString(CultureInfo.InvariantCulture),
                ["seconds"] = Seconds.ToString("R", CultureInfo.InvariantCulture),
            }
        );
    }

    /// <param name="fingerprint">Of the run that wants to go on; another run's checkpoint is refused.</param>
    public static TrainingState Load(string path, nn.Module network, OptimizerHelper optimizer, string fingerprint)
    {
        using SafetensorsFile file = Safetensors.Read(path);
        if (!file.Metadata.TryGetValue("fingerprint", out string? found) || found != fingerprint)
            throw new InvalidInputException(
                $"{path}: this checkpoint belongs to another recipe, seed or thread count: delete it, or "
                    + $"train without --resume"
            );
        StateDict.Load(
            network,
            file.Tensors.Where(p => p.Key.StartsWith(WeightPrefix, StringComparison.Ordinal))
                .ToDictionary(p => p.Key[WeightPrefix.Length..], p => p.Value),
            path
        );
        using var buffer = new MemoryStream(file.Tensors[OptimizerKey].bytes.ToArray());
        using var reader = new BinaryReader(buffer);
        optimizer.load_state_dict(reader);
        return new(
            long.Parse(file.Metadata["step"], CultureInfo.InvariantCulture),
            double.Parse(file.Metadata["lossSum"], CultureInfo.InvariantCulture),
            long.Parse(file.Metadata["correctSum"], CultureInfo.InvariantCulture),
            double.Parse(file.Metadata["seconds"], CultureInfo.InvariantCulture)
        );
    }
}
