using RobustRepro.Imaging;
using RobustRepro.Probes.Broden;
using RobustRepro.Tests.Probes;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>A data set in Broden's layout, of which one file is damaged, and its zip.</summary>
internal static class BrodenReaders
{
    private const int Size = 4;

    private static readonly string[] Words =
    [
        "\"",
        ",",
        ";",
        "\n",
        "a_object_1.png",
        "../a.png",
        "object(1)",
        "texture",
        "65536",
        "2147483648",
        "-1",
        "1e999",
    ];

    public static IEnumerable<FuzzedReader> All { get; } =
    [
        Table("index"),
        Table("label"),
        Table("category"),
        Table("c_object"),
        new(
            "broden-zip",
            "broden.zip",
            () => Contents().Take(1),
            path =>
            {
                var probe = new BrodenProbe(path, Size);
                ReadLabels(probe);
                probe.Images(0, Math.Min(4, probe.Count)).Dispose();
            }
        )
        {
            Words = Words,
            Declared = _ => 16 * ImageDecoder.MostPixels,
        },
    ];

    private static FuzzedReader Table(string table) =>
        new(
            $"broden-{table.Replace('_', '-')}",
            $"{table}.csv",
            () => [File(table)],
            path => ReadLabels(new BrodenProbe(Path.GetDirectoryName(path)!, Size))
        )
        {
            Words = Words,
            Prepare = folder =>
            {
                using var broden = new BrodenFolder();
                foreach (string file in Directory.EnumerateFiles(broden.Path, "*", SearchOption.AllDirectories))
                {
                    string to = Path.Combine(folder, Path.GetRelativePath(broden.Path, file));
                    Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                    System.IO.File.Copy(file, to, overwrite: true);
                }
            },
        };

    private static void ReadLabels(BrodenProbe probe)
    {
        for (int i = 0; i < Math.Min(8, probe.Count); i++)
            _ = probe.Labels(i);
    }

    private static byte[] File(string table)
    {
        using var broden = new BrodenFolder();
        return System.IO.File.ReadAllBytes(Path.Combine(broden.Path, table + ".csv"));
    }

    private static IEnumerable<byte[]> Contents()
    {
        using var broden = new BrodenFolder();
        yield return Bundle.Zip(
            Directory
                .EnumerateFiles(broden.Path, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => (Path.GetRelativePath(broden.Path, f), System.IO.File.ReadAllBytes(f)))
        );
    }
}
