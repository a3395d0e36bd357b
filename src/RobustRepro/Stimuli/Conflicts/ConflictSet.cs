using RobustRepro.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>Builds a set of cue-conflict images out of pairs of images of another set.</summary>
internal static class ConflictSet
{
    private const int BatchSize = 100;

    /// <param name="make">Images that give the shape and images that give the texture (float32 in [0, 1]) to
    /// conflicting ones.</param>
    public static StimulusSet Build(
        StimulusSet set,
        IReadOnlyList<ConflictPair> pairs,
        StimulusName name,
        Func<Tensor, Tensor, Tensor> make
    )
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = empty([pairs.Count, .. set.Images.shape[1..]], ScalarType.Byte);
        for (int start = 0; start < pairs.Count; start += BatchSize)
        {
            using DisposeScope inner = NewDisposeScope();
            ConflictPair[] batch = [.. pairs.Skip(start).Take(BatchSize)];
            Tensor Pick(Func<ConflictPair, int> index) =>
                Pixels.ToFloat(set.Images.index_select(0, tensor(batch.Select(p => (long)index(p)).ToArray())));
            images
                .narrow(0, start, batch.Length)
                .copy_(make(Pick(p => p.Shape), Pick(p => p.Texture)).mul(255).round_());
        }
        int[] labels = set.Labels;
        return new(
            name,
            set.Classes,
            images,
            [.. pairs.Select(p => labels[p.Shape])],
            [.. pairs.Select(p => labels[p.Texture])]
        );
    }
}
