using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>What APGD came to, a row per image.</summary>
internal sealed class AutoPgdOutcome
{
    public AutoPgdOutcome(Tensor images)
    {
        Adversarial = images.clone();
        Best = images.clone();
        BestLoss = full([images.shape[0]], float.NegativeInfinity, dtype: images.dtype, device: images.device);
        Fooled = new bool[images.shape[0]];
    }

    /// <summary>The last iterate that the network was wrong on; the image itself where there was none.</summary>
    public Tensor Adversarial { get; }

    /// <summary>The iterate of the highest loss.</summary>
    public Tensor Best { get; }

    public Tensor BestLoss { get; }

    public bool[] Fooled { get; }

    public AutoPgdOutcome MoveOut()
    {
        Adversarial.MoveToOuterDisposeScope();
        Best.MoveToOuterDisposeScope();
        BestLoss.MoveToOuterDisposeScope();
        return this;
    }
}
