using RobustRepro.Claims;
using RobustRepro.Measures.Synthesis;
using RobustRepro.Reporting.Figures;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Reporting.Galleries;

/// <summary>What an S and its R draw, one under the other.</summary>
internal static class SynthesisGallery
{
    /// <param name="pair">Networks that were asked to draw.</param>
    public static Figure Of(string id, string title, NetworkPair pair)
    {
        using DisposeScope scope = NewDisposeScope();
        SynthesisPictures standard = pair.Standard.Syntheses!.Pictures,
            robust = pair.Robust.Syntheses!.Pictures;
        List<ImageGridRow> rows =
        [
            Row("S, from noise", standard, standard.FromNoise, standard.NoiseTargets),
            Row("R, from noise", robust, robust.FromNoise, robust.NoiseTargets),
            Row("test image", standard, standard.Starts),
            Row("S, from it", standard, standard.FromImages, standard.ImageTargets),
            Row("R, from it", robust, robust.FromImages, robust.ImageTargets),
        ];
        if (standard.Originals.Length > 0)
        {
            rows.Add(Row("test image", standard, standard.Originals));
            rows.Add(Row("S, from its features", standard, standard.Inverted));
            rows.Add(Row("R, from its features", robust, robust.Inverted));
        }
        return ImageGridFigure.Create(
            id,
            $"{title}, {pair.Label}",
            "What S and R make of noise and of test images until they name the class below, and of noise until its "
                + "features equal those of a test image. Each starts from the same pixels.",
            rows
        );
    }

    private static ImageGridRow Row(
        string label,
        SynthesisPictures of,
        byte[] images,
        IReadOnlyList<string>? captions = null
    ) => new(label, tensor(images, uint8).view(-1, 3, of.Side, of.Side), captions);
}
