using System.Runtime.InteropServices;
using RobustRepro.Files;
using static TorchSharp.torch;

namespace RobustRepro.Probes;

/// <summary>Goes through a whole probe to say by a hash which it is.</summary>
internal static class ProbeFingerprint
{
    private const int Batch = 50;

    /// <summary>SHA-256 of catalogue, pixels and labels.</summary>
    public static string Of(IProbe probe) => Sha256.OfAll(Pieces(probe));

    private static IEnumerable<byte[]> Pieces(IProbe probe)
    {
        yield return Sha256.BytesOf([
            probe.Name,
            .. probe.Catalogue.Categories,
            .. probe.Catalogue.Concepts.Select(c => c.ToString()),
        ]);
        for (int start = 0; start < probe.Count; start += Batch)
        {
            int count = Math.Min(Batch, probe.Count - start);
            using Tensor images = probe.Images(start, count);
            using Tensor packed = images.contiguous();
            yield return packed.bytes.ToArray();
            for (int i = start; i < start + count; i++)
            {
                ImageConcepts labels = probe.Labels(i);
                yield return Sha256.BytesOf([
                    $"{labels.Height} {labels.Width}",
                    .. labels.WholeImage.Select(n => $"{n}"),
                ]);
                foreach (ushort[] map in labels.Maps)
                    yield return MemoryMarshal.AsBytes(map.AsSpan()).ToArray();
            }
        }
    }
}
