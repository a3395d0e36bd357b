using RobustRepro.Attacks;
using RobustRepro.Imaging;
using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measuring.Synthesis;

/// <summary>Lets single units draw: from grey noise towards what they respond to, by gradient ascent on a unit's mean
/// response (feature visualisation, as Engstrom et al. 2019 do it for robust networks: no prior but the network), with
/// the eps and the steps of the syntheses of classes.</summary>
internal static class UnitSyntheses
{
    /// <param name="layer">Module name of a layer with channels.</param>
    /// <param name="units">Numbers of channels.</param>
    /// <param name="side">Of the images.</param>
    /// <returns>Per unit, pixels of 3 x side x side, row-major; empty where the unit does not respond to the noise at
    /// all, so that no gradient leads anywhere.</returns>
    public static byte[][] Draw(
        NormalizedModel model,
        string layer,
        IReadOnlyList<int> units,
        long side,
        torch.Device? device
    )
    {
        using DisposeScope scope = NewDisposeScope();
        using var mode = new EvaluationMode(model);
        using var network = new LayerFeatures(model, layer);
        ProjectedGradientDescent ascent = Ascent.Of(
            side,
            (features, wanted, _) => features.gather(1, wanted.unsqueeze(1)).squeeze(1)
        );
        Tensor noise = SynthesisStarts.Noise(units.Count, side),
            wanted = tensor([.. units.Select(u => (long)u)], device: device ?? CPU),
            drawn = InBatches.Make(
                noise,
                device,
                (batch, from) => ascent.Perturb(network, batch, wanted.narrow(0, from, batch.shape[0]))
            );
        return
        [
            .. Enumerable
                .Range(0, units.Count)
                .Select(i => drawn[i].eq(noise[i]).all().item<bool>() ? [] : Pixels.ToBytes(drawn.narrow(0, i, 1))),
        ];
    }
}
