using RobustRepro.Attacks;
using RobustRepro.Imaging;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measuring;

/// <summary>What the attack that networks are trained against makes of a few test images.</summary>
internal static class AttackPictures
{
    /// <summary>Fewer images wider than that are attacked, which keeps the report small and the attacks on them
    /// short.</summary>
    private const int LargestSmall = 112,
        Images = 10,
        LargeImages = 5,
        Magnification = 5;

    public static AttackedImages Of(NormalizedModel model, IStimulusSet intact, AttackGrid attacks, Device? device)
    {
        using DisposeScope scope = NewDisposeScope();
        ProjectedGradientDescent attack = attacks.At(attacks.TrainingEps);
        Tensor clean = intact.Batch(0, Images);
        if (clean.shape[3] > LargestSmall)
            clean = clean.narrow(0, 0, Math.Min(LargeImages, clean.shape[0]));
        int[] classes = intact.Labels[..(int)clean.shape[0]];
        Device on = device ?? CPU;
        Tensor given = clean.to(on);
        Tensor attacked = attack.Perturb(model, given, tensor(classes.Select(l => (long)l).ToArray()).to(on));
        using IDisposable off = no_grad();
        long[] answers = [.. model.call(attacked).argmax(1).cpu().data<long>()];
        return new(
            attack.ToString(),
            clean.shape,
            Pixels.ToBytes(clean),
            Pixels.ToBytes(attacked.cpu()),
            Pixels.ToBytes(((attacked - given) * Magnification + 0.5).cpu()),
            Magnification,
            [.. classes.Select(c => intact.Classes[c])],
            [.. answers.Select(a => intact.Classes[(int)a])]
        );
    }
}
