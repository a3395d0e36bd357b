using static TorchSharp.torch;

namespace RobustRepro.Reporting.Figures;

/// <summary>One unit and the images it responds to most.</summary>
/// <param name="Unit">Number in its layer, as dissection counts.</param>
/// <param name="Concept">What it detects, or null where it detects nothing.</param>
/// <param name="Category">Of the concept, or null.</param>
/// <param name="Iou">Of its mask with the concept's; NaN where there is no concept.</param>
/// <param name="Images">uint8, N x 3 x H x W, RGB, strongest response first. The figure only reads it.</param>
/// <param name="Masks">bool, N x H x W: where the unit responds above its threshold. The figure only reads it.</param>
/// <param name="ImageIndices">Number of each image in the probe.</param>
/// <param name="Network">Heads the rows of a network, for example <c>S, standard</c>; empty for no heading.</param>
public sealed record UnitSheetRow(
    int Unit,
    string? Concept,
    string? Category,
    double Iou,
    Tensor Images,
    Tensor Masks,
    IReadOnlyList<int> ImageIndices,
    string Network = ""
);
