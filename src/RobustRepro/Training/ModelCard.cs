using System.Text.RegularExpressions;
using RobustRepro.Files;
using RobustRepro.Runtime;

namespace RobustRepro.Training;

/// <summary>The page beside a weight file: what it is, how it was made, how good it is, and its hash.</summary>
internal static partial class ModelCard
{
    /// <summary>Writes <c>{network}.md</c> beside the weights.</summary>
    /// <param name="parameters">Number of trainable values.</param>
    /// <param name="metrics">Of every epoch.</param>
    /// <param name="validationImages">How many clean accuracy was measured on.</param>
    public static void Write(
        string path,
        NetworkId id,
        TrainingRecipe recipe,
        long parameters,
        IReadOnlyList<EpochMetrics> metrics,
        int validationImages,
        string sha256
    )
    {
        EpochMetrics last = metrics[^1];
        string attacked = last.AttackedAccuracy is { } accuracy
            ? $"\n| accuracy under PGD-10 at the training eps (200 validation images) | {accuracy:0.000} |"
            : "";
        string command =
            $"robustrepro train --study {recipe.Study} --arch {id.Architecture} --mode {id.Mode.Lower()} "
            + $"--seed {id.Seed}";
        string threads = TorchRuntime.Threads == 1 ? "one thread" : $"{TorchRuntime.Threads} threads";
        AtomicFile.WriteText(
            path,
            $"""
            # {id}

            A {id.Mode.Lower()} Small {id.Architecture} of the {recipe.Study} study, {parameters:N0} parameters.

            | | |
            |---|---|
            | clean accuracy ({validationImages} validation images) | {last.CleanAccuracy:0.000} |{attacked}
            | training loss, last epoch | {last.Loss:0.000} |
            | epochs | {metrics.Count} |
            | training time | {metrics.Sum(m => m.Seconds):0} s on {threads} |
            | seed | {id.Seed} |
            | code | {BuildInfo.Commit} |
            | libtorch | {TorchRuntime.LibTorchVersion} |
            | SHA-256 | {sha256} |

            Made by `{command}` from this recipe:

            ```json
            {recipe.ToJson()}
            ```

            """
        );
    }

    /// <summary>Compares weights with the hash on their card; without a card there is nothing to compare.</summary>
    /// <param name="weights">Path of the weight file, its card beside it.</param>
    /// <exception cref="InvalidInputException">The file is not the one that the card was written for.</exception>
    public static void Check(string weights)
    {
        string card = Path.ChangeExtension(weights, ".md");
        if (!File.Exists(card) || Hash().Match(File.ReadAllText(card)) is not { Success: true } written)
            return;
        string found = Sha256.OfFile(weights),
            expected = written.Groups[1].Value;
        if (found != expected)
            throw new InvalidInputException(
                $"{weights}: its SHA-256 is {found}, its card {Path.GetFileName(card)} says {expected}: the weights "
                    + "were damaged or replaced; get them again, or take the card away"
            );
    }

    [GeneratedRegex(@"\| SHA-256 \| ([0-9a-f]{64}) \|")]
    private static partial Regex Hash();
}
