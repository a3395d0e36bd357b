using System.Runtime.InteropServices;
using System.Text.Json;
using RobustRepro.Measures.Dissection;
using RobustRepro.Probes;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Bench;

/// <summary>
/// Activations of a layer and labels of about Broden's number and density, made from a fixed seed: 256 units with 14 x
/// 14 maps, 1,197 concepts, and per image an object map that covers it, two sparse maps of parts, a map of the eleven
/// colours in small patches, and a scene or a texture for some whole images.
/// </summary>
internal sealed class DissectionWorkload : IDisposable
{
    public const int Units = 256,
        MapSide = 14,
        LabelSide = 112;
    private const double Share = 0.005;
    private static readonly (string Category, int Concepts)[] Sizes =
    [
        ("object", 584),
        ("part", 234),
        ("scene", 321),
        ("texture", 47),
        ("color", 11),
    ];
    private static readonly int[] MapCategories = [0, 1, 1, 4];
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public DissectionWorkload(int images)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(1);
        // neighbours go together, as in real maps: noise, smoothed and rectified
        Tensor noise = randn([images * Units, 1, MapSide + 2, MapSide + 2], generator: generator);
        Maps = nn
            .functional.avg_pool2d(noise, 3, 1)
            .relu()
            .view(images, Units, MapSide, MapSide)
            .MoveToOuterDisposeScope();
        var quantile = new TopQuantile(Units, (long)images * MapSide * MapSide, Share);
        quantile.Add(Maps);
        Thresholds = quantile.Thresholds();

        string[] categories = [.. Sizes.Select(s => s.Category)];
        string[] owners = [.. Sizes.SelectMany(s => Enumerable.Repeat(s.Category, s.Concepts))];
        Catalogue = new(categories, [.. owners.Select((owner, i) => new Concept(i + 1, $"{owner}{i + 1}", owner))]);
        var random = new Random(1);
        Labels = [.. Enumerable.Range(0, images).Select(_ => Image(random))];
    }

    public Tensor Maps { get; }

    public float[] Thresholds { get; }

    public ConceptCatalogue Catalogue { get; }

    public ImageConcepts[] Labels { get; }

    public DissectionTally Tally(int threads)
    {
        var tally = new DissectionTally(Catalogue, Units);
        tally.Add(Maps, Thresholds, new int[Labels.Length], Labels, threads);
        return tally;
    }

    /// <summary>Writes what the other side reads.</summary>
    public void Write(string folder)
    {
        using (FileStream activations = File.Create(Path.Combine(folder, "activations.bin")))
            activations.Write(Maps.bytes);
        File.WriteAllBytes(Path.Combine(folder, "thresholds.bin"), MemoryMarshal.AsBytes<float>(Thresholds));
        using (FileStream labels = File.Create(Path.Combine(folder, "labels.bin")))
        {
            foreach (ushort[] map in Labels.SelectMany(image => image.Maps))
                labels.Write(MemoryMarshal.AsBytes<ushort>(map));
        }
        File.WriteAllText(
            Path.Combine(folder, "workload.json"),
            JsonSerializer.Serialize(
                new
                {
                    Images = Labels.Length,
                    Units,
                    MapSide,
                    LabelSide,
                    Catalogue.Categories,
                    Catalogue.CategoryOf,
                    MapCategories,
                    WholeImage = Labels.Select(image => image.WholeImage),
                },
                Format
            )
        );
    }

    public void Dispose() => Maps.Dispose();

    private static ImageConcepts Image(Random random)
    {
        ushort[] objects = Patches(random, 0, count: 12, side: 56),
            colours = Patches(random, 4, count: 400, side: 16);
        ushort[] partsOfOne = new ushort[LabelSide * LabelSide],
            partsOfAnother = new ushort[LabelSide * LabelSide];
        Paint(random, partsOfOne, 1, count: 4, side: 20);
        Paint(random, partsOfAnother, 1, count: 2, side: 12);
        int[] whole = random.Next(10) switch
        {
            < 3 => [Number(random, 2)],
            3 => [Number(random, 3)],
            _ => [],
        };
        return new(LabelSide, LabelSide, [objects, partsOfOne, partsOfAnother, colours], whole);
    }

    /// <summary>A map that one label covers and others overlay.</summary>
    private static ushort[] Patches(Random random, int category, int count, int side)
    {
        var map = new ushort[LabelSide * LabelSide];
        Array.Fill(map, (ushort)Number(random, category));
        Paint(random, map, category, count, side);
        return map;
    }

    private static void Paint(Random random, ushort[] map, int category, int count, int side)
    {
        for (int i = 0; i < count; i++)
        {
            ushort label = (ushort)Number(random, category);
            int top = random.Next(LabelSide),
                left = random.Next(LabelSide),
                height = 1 + random.Next(side),
                width = 1 + random.Next(side);
            for (int y = top; y < Math.Min(LabelSide, top + height); y++)
                map.AsSpan(y * LabelSide + left, Math.Min(width, LabelSide - left)).Fill(label);
        }
    }

    private static int Number(Random random, int category) =>
        1 + Sizes.Take(category).Sum(s => s.Concepts) + random.Next(Sizes[category].Concepts);
}
