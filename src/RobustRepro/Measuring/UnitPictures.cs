using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring.Synthesis;
using RobustRepro.Models;
using RobustRepro.Probes;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Measuring;

/// <summary>The images of a probe that excite units most, and where; and what the units draw themselves.</summary>
public static class UnitPictures
{
    private const int ImagesPerUnit = 6,
        UnitsOfReport = 5;

    /// <summary>Pictures of units are taken from so many labelled images: to look through all of Broden again would
    /// take as long as to dissect a layer.</summary>
    private const int ImagesOfReport = 1000;

    /// <summary>The best detectors of a layer, best first.</summary>
    /// <param name="concepts">What the units of the layer detect.</param>
    /// <param name="most">Units at most.</param>
    public static IReadOnlyList<UnitPicture> Best(
        NormalizedModel model,
        IProbe probe,
        LayerConcepts concepts,
        int most,
        Device? device = null
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
        UnitPicture[] pictures = [.. units.Select(u => Picture(model, probe, concepts, u, top.Images(u), device))];
        long[] shape = pictures[0].Shape;
        if (shape[2] != shape[3])
            return pictures;
        byte[][] drawn = UnitSyntheses.Draw(model, concepts.Layer, units, shape[3], device);
        return [.. pictures.Zip(drawn, (picture, pixels) => picture with { Drawn = pixels })];
    }

    /// <summary>What the report shows of a network.</summary>
    internal static IReadOnlyList<UnitPicture> OfLastLayer(
        NormalizedModel model,
        IProbe probe,
        UnitMeasurements units,
        Device? device
    ) =>
        units.Under(ConceptSetting.Deciding) is [.., var last]
            ? Best(model, PartOfProbe.First(probe, ImagesOfReport), last, UnitsOfReport, device)
            : [];

    private static UnitPicture Picture(
        NormalizedModel model,
        IProbe probe,
        LayerConcepts concepts,
        int unit,
        IReadOnlyList<int> indices,
        Device? device
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
            concepts.Layer,
            unit,
            found,
            images.shape,
            [.. images.mul(255).round_().to(uint8).contiguous().data<byte>()],
            [.. large.squeeze(1).gt(found.Threshold).contiguous().data<bool>()],
            indices
        );
    }
}
