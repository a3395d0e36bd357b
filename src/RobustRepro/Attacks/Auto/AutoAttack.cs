using RobustRepro.Imaging;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>
/// AutoAttack, standard version (Croce and Hein 2020): APGD on cross-entropy, targeted APGD on the difference of logits
/// ratio, targeted FAB and Square, each on the images that withstood all before it. An image counts as broken with the
/// first perturbation within the threat model that the network is wrong on. Behaves as the authors' code
/// (github.com/fra31/auto-attack), with random numbers of its own.
/// </summary>
public sealed record AutoAttack(ThreatModel Threat)
{
    /// <summary>Names of the attacks, in their order.</summary>
    public const string CrossEntropyName = "APGD-CE",
        TargetedName = "APGD-T",
        FabName = "FAB-T",
        SquareName = "Square";

    /// <summary>All random draws come from it.</summary>
    public int Seed { get; init; }

    /// <summary>Steps of APGD and FAB.</summary>
    internal int Steps { get; init; } = 100;

    /// <summary>Tries of Square.</summary>
    internal int Queries { get; init; } = 5000;

    /// <summary>Classes that targeted attacks aim at: the most likely others.</summary>
    internal int Targets { get; init; } = 9;

    /// <summary>Attacks a network.</summary>
    /// <param name="model">Takes images in [0, 1] and gives logits, one row per image whatever the batch. Its mode is
    /// restored afterwards.</param>
    /// <param name="images">float32, N x 3 x H x W, in [0, 1], on the CPU.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="device">Where the network is; null for the CPU.</param>
    /// <param name="progress">Told the stage, how many images are done and how many it has; may be called from several
    /// threads.</param>
    /// <exception cref="InvalidInputException">The threat model allows nothing, the network has too few classes, or its
    /// logits are not numbers.</exception>
    public AutoAttackResult Run(
        nn.Module<Tensor, Tensor> model,
        Tensor images,
        IReadOnlyList<int> labels,
        Device? device = null,
        Action<string, int, int>? progress = null
    )
    {
        Require();
        Pixels.RequireUnitRange(images);
        if (labels.Count == 0)
            throw new InvalidInputException("AutoAttack: no images; expected one or more");
        bool training = model.training;
        model.eval();
        try
        {
            int[] expected = [.. labels];
            var batches = new AttackedBatches(model, images, expected, Threat, device, progress);
            return new AutoAttackRun(this, model, expected, batches).Run();
        }
        finally
        {
            model.train(training);
        }
    }

    /// <exception cref="InvalidInputException">The threat model allows nothing.</exception>
    private void Require()
    {
        if (!(Threat.Eps > 0) || float.IsInfinity(Threat.Eps))
            throw new InvalidInputException(
                FormattableString.Invariant(
                    $"AutoAttack: eps is {Threat.Eps}, expected a number above 0; without a perturbation, the accuracy "
                ) + "under attack is the clean accuracy"
            );
    }

    public override string ToString() => $"AutoAttack (standard) {Threat}, seed {Seed}";
}
