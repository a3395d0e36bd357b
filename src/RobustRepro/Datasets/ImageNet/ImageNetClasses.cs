namespace RobustRepro.Datasets.ImageNet;

/// <summary>The 1000 classes of ILSVRC2012 in the order of every network's outputs, which is that of their WordNet
/// ids.</summary>
public static class ImageNetClasses
{
    private static readonly (string Id, string Name)[] All = Read();

    /// <summary>WordNet ids, as the class folders are named: <c>n01440764</c>, ...</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(c => c.Id)];

    /// <summary>The first of each class's names; two of them occur twice (crane, maillot).</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(c => c.Name)];

    private static (string, string)[] Read()
    {
        using Stream stream =
            typeof(ImageNetClasses).Assembly.GetManifestResourceStream("imagenet-classes.txt")
            ?? throw new InvalidOperationException("the list of ImageNet's classes is not embedded");
        using var reader = new StreamReader(stream);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 2))
                .Select(parts => (parts[0], parts[1])),
        ];
    }
}
