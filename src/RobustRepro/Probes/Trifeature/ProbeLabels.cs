using RobustRepro.Imaging;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Probes.Trifeature;

/// <summary>Labels images of the probe from what they were drawn from.</summary>
internal static class ProbeLabels
{
    /// <param name="parts">As <see cref="ProbeRenderer.Parts"/> gives them.</param>
    public static ImageConcepts Of(in ProbeScene scene, ReadOnlySpan<byte> parts)
    {
        const int size = TrifeatureScene.Size;
        var maps = new List<ushort[]>();
        if (scene.HasObject)
        {
            var shapes = new ushort[parts.Length];
            var kinds = new ushort[parts.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                if (parts[i] > 0)
                    (shapes[i], kinds[i]) = (
                        (ushort)ProbeConcepts.NumberOf(scene.Shape),
                        (ushort)ProbeConcepts.NumberOf((ProbePart)(parts[i] - 1))
                    );
            }
            maps.AddRange([shapes, kinds]);
        }
        if (scene.TextureInside || scene.TextureOutside)
        {
            var number = (ushort)ProbeConcepts.NumberOf(scene.Texture);
            maps.Add(
                Fill(scene, parts, scene.TextureInside ? number : (ushort)0, scene.TextureOutside ? number : (ushort)0)
            );
        }
        maps.Add(Fill(scene, parts, Colour(scene.ObjectColour), Colour(scene.BackgroundColour)));
        return new(size, size, maps, scene.HasBackground ? [ProbeConcepts.NumberOf(scene.Background)] : []);
    }

    private static ushort Colour(Rgb colour) => (ushort)ProbeConcepts.NumberOf(ColourNaming.Name(colour));

    private static ushort[] Fill(in ProbeScene scene, ReadOnlySpan<byte> parts, ushort inside, ushort outside)
    {
        var map = new ushort[parts.Length];
        for (int i = 0; i < map.Length; i++)
            map[i] = ProbeRenderer.IsInside(scene, parts[i]) ? inside : outside;
        return map;
    }
}
