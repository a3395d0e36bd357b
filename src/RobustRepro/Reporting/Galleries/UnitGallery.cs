using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Reporting.Figures;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Reporting.Galleries;

/// <summary>Pictures of units: the images of a probe that excite them most, and where.</summary>
public static class UnitGallery
{
    private const int ImagesPerUnit = 6;

    /// <summary>The best detectors of a layer, best first.</summary>
    /// <param name="concepts">What the units of the layer detect.</param>
    /// <param name="network">Heads the rows.</param>
    /// <param name="most">Rows at most.</param>
    public static IReadOnlyList<UnitSheetRow> Best(
        NormalizedModel model,
        IProbe probe,
        LayerConcepts concepts,
        string network,
        int most,
        torch.Device? device = null
    )
    {
        int[] units =
        [
            .. Enumerable
                .Range(0, concepts.Units.Count)
                .Where(u => concepts.Units[u].IsDetector(DissectionRule.DecidingIou))
                .OrderByDescending(u => concepts.Units[u].Iou)
                .Take(most),
        ];
        if (units.Length == 0)
            return [];
        TopImages top = TopImages.Find(
            model,
            [concepts.Layer],
            probe.Count,
            probe.Images,
            Math.Min(ImagesPerUnit, probe.Count),
            device
        )[0];
        return [.. units.Select(u => Row(model, probe, concepts, u, top.Images(u), network, device))];
    }

    private static UnitSheetRow Row(
        NormalizedModel model,
        IProbe probe,
        LayerConcepts concepts,
        int unit,
        IReadOnlyList<int> indices,
        string network,
        torch.Device? device
    )
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = cat([.. indices.Select(i => probe.Images(i, 1))]);
        Tensor maps = LayerTap
            .Outputs(model, [concepts.Layer], images.to(device ?? CPU))[concepts.Layer]
            .cpu()
            .narrow(1, unit, 1);
        Tensor large = F.interpolate(
            maps,
            size: [images.shape[2], images.shape[3]],
            mode: InterpolationMode.Bilinear,
            align_corners: false
        );
        UnitConcepts found = concepts.Units[unit];
        return new(
            unit,
            found.Concept,
            found.Category,
            found.Iou,
            images.mul(255).round_().to(uint8).DetachFromDisposeScope(),
            large.squeeze(1).gt(found.Threshold).DetachFromDisposeScope(),
            indices,
            network
        );
    }
}
