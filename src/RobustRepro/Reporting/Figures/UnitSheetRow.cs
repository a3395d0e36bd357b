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
)
{
    /// <summary>What the unit draws, uint8, 1 x 3 x H x W, RGB; null where it draws nothing. The figure
    /// only reads it.</summary>
    public Tensor? Drawn { get; init; }

    /// <exception cref="ArgumentException">Images, masks and numbers do not go together.</exception>
    internal void Require()
    {
        string label = $"unit {Unit}";
        PixelBytes.Require(Images, label, nameof(Images));
        if (Drawn is not null)
            PixelBytes.Require(Drawn, $"{label}, drawn", nameof(Drawn));
        long[] expected = [Images.shape[0], Images.shape[2], Images.shape[3]];
        if (Masks.dtype != ScalarType.Bool || !Masks.shape.SequenceEqual(expected))
            throw new ArgumentException(
                $"{label}: masks must be bool {string.Join("x", expected)}, as the images, not "
                    + $"{Masks.dtype} {string.Join("x", Masks.shape)}",
                nameof(Masks)
            );
        if (ImageIndices.Count != Images.shape[0])
            throw new ArgumentException(
                $"{label}: {Images.shape[0]} images, but {ImageIndices.Count} numbers of images",
                nameof(ImageIndices)
            );
    }
}
