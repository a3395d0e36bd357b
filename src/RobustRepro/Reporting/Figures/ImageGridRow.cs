using static TorchSharp.torch;

namespace RobustRepro.Reporting.Figures;

/// <summary>A row of pictures.</summary>
/// <param name="Label">Stands at the left.</param>
/// <param name="Images">uint8, N x 3 x H x W, RGB. The figure only reads it.</param>
/// <param name="Captions">Under each picture, or null.</param>
internal sealed record ImageGridRow(string Label, Tensor Images, IReadOnlyList<string>? Captions = null);
