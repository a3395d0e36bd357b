namespace RobustRepro.Statistics;

/// <summary>What images were made of, where several were made of one source: such images are not independent.</summary>
/// <param name="Shape">Per image, the number of its shape source, from 0.</param>
/// <param name="Texture">Per image, the number of its texture source, from 0.</param>
public sealed record SharedSources(int[] Shape, int[] Texture)
{
    /// <summary>Numbers sources by their names; null where no name comes up twice, so that nothing is shared.</summary>
    public static SharedSources? Of(IReadOnlyList<string> shapes, IReadOnlyList<string> textures)
    {
        int[] shape = Number(shapes),
            texture = Number(textures);
        return shape.Max() + 1 < shape.Length || texture.Max() + 1 < texture.Length ? new(shape, texture) : null;
    }

    private static int[] Number(IReadOnlyList<string> names)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbered = new int[names.Count];
        for (int i = 0; i < numbered.Length; i++)
        {
            if (!numbers.TryGetValue(names[i], out numbered[i]))
                numbers[names[i]] = numbered[i] = numbers.Count;
        }
        return numbered;
    }
}
