using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Reporting.Figures;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Reporting.Galleries;

/// <summary>Pictures of units: the images of a probe that excite them most, and where.</summary>
public static class UnitGallery
{
    /// <summary>The best detectors of the last hooked layer, S's and then R's.</summary>
    /// <param name="pair">With pictures.</param>
    public static Figure Sheet(string architecture, NetworkPair pair)
    {
        using DisposeScope scope = NewDisposeScope();
        return UnitSheetFigure.Create(
            $"units-{architecture}",
            $"The best detectors of the last layer, {architecture}",
            [.. Rows("S", pair.Standard), .. Rows("R", pair.Robust)]
        );
    }

    /// <summary>A row for a unit's picture; its tensors are the caller's.</summary>
    /// <param name="heading">Heads the rows of a network.</param>
    public static UnitSheetRow Row(UnitPicture picture, string heading)
    {
        long[] shape = picture.Shape;
        return new(
            picture.Unit,
            picture.Found.Concept,
            picture.Found.Category,
            picture.Found.Iou,
            tensor(picture.Images, shape),
            tensor(picture.Masks, [shape[0], shape[2], shape[3]]),
            picture.ImageIndices,
            heading
        )
        {
            Drawn = picture.Drawn.Length > 0 ? tensor(picture.Drawn, [1, 3, shape[2], shape[3]]) : null,
        };
    }

    private static IEnumerable<UnitSheetRow> Rows(string kind, NetworkMeasurements network) =>
        network.Pictures!.BestUnits.Select(u => Row(u, $"{kind}, {network.Name}, {u.Layer}"));
}
