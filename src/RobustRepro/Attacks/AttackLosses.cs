using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Attacks;

/// <summary>The losses of attacks, each in the sense that an attack makes it larger.</summary>
internal static class AttackLosses
{
    /// <summary>Fewest classes that the targeted difference of logits ratio exists for: it reads the four highest
    /// logits.</summary>
    public const int FewestClassesOfTargetedRatio = 4;

    /// <summary>Keeps a ratio of equal logits at 0.</summary>
    private const float Tiny = 1e-12f;

    /// <summary>Cross-entropy of the label.</summary>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels, Tensor targets) =>
        F.cross_entropy(logits, labels, reduction: nn.Reduction.None);

    /// <summary>How sure the network is of the target: less cross-entropy is more. For an attack that is given its
    /// targets as labels.</summary>
    public static Tensor Towards(Tensor logits, Tensor labels, Tensor targets) =>
        F.cross_entropy(logits, targets, reduction: nn.Reduction.None).neg();

    /// <summary>How far the highest other logit is above that of the label (Carlini and Wagner 2017); the network is
    /// wrong where it is above 0.</summary>
    public static Tensor Margin(Tensor logits, Tensor labels, Tensor targets) =>
        HighestOther(logits, labels) - At(logits, labels);

    /// <summary>Difference of logits ratio (Croce and Hein 2020, section 4.2): the margin over the distance from the
    /// highest to the third highest logit, so that neither a shift nor a scale of the logits changes it. Needs three
    /// classes.</summary>
    public static Tensor Ratio(Tensor logits, Tensor labels, Tensor targets)
    {
        Tensor highest = logits.topk(3, 1).values;
        return Margin(logits, labels, targets) / (highest.select(1, 0) - highest.select(1, 2) + Tiny);
    }

    /// <summary>Targeted difference of logits ratio (section 4.2): how far the target is above the label, over the
    /// distance from the highest logit to the mean of the third and the fourth. Needs four classes.</summary>
    public static Tensor TargetedRatio(Tensor logits, Tensor labels, Tensor targets)
    {
        Tensor highest = logits.topk(4, 1).values;
        Tensor others = (highest.select(1, 2) + highest.select(1, 3)) * 0.5f;
        return (At(logits, targets) - At(logits, labels)) / (highest.select(1, 0) - others + Tiny);
    }

    /// <summary>How far the target is above the label.</summary>
    public static Tensor Difference(Tensor logits, Tensor labels, Tensor targets) =>
        At(logits, targets) - At(logits, labels);

    private static Tensor At(Tensor logits, Tensor classes) => logits.gather(1, classes.unsqueeze(1)).squeeze(1);

    private static Tensor HighestOther(Tensor logits, Tensor labels)
    {
        using Tensor own = F.one_hot(labels, logits.shape[1]).to(ScalarType.Bool);
        return logits.masked_fill(own, float.NegativeInfinity).amax([1]);
    }
}
