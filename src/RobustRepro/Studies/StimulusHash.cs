using RobustRepro.Files;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>By what a report names the images that its numbers rest on.</summary>
internal static class StimulusHash
{
    /// <summary>SHA-256 of the pixels of all sets, in the order of their names.</summary>
    public static string Of(IEnumerable<StimulusSet> sets) =>
        Sha256.OfAll(
            sets.OrderBy(s => s.Name.Text, StringComparer.Ordinal)
                .Select(set =>
                {
                    using torch.Tensor packed = set.Images.contiguous();
                    return packed.bytes.ToArray();
                })
        );
}
