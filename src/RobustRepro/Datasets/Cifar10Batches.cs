using RobustRepro.Files;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>CIFAR-10's binary version, unpacked.</summary>
/// <param name="folder">Holds the .bin files.</param>
internal sealed class Cifar10Batches(string folder) : ICifar10Source
{
    /// <summary>The folder with the .bin files: the given one or the archive's own below it; null where neither has
    /// any.</summary>
    public static string? Find(string path) =>
        new[] { path, Path.Combine(path, "cifar-10-batches-bin") }.FirstOrDefault(f =>
            Enum.GetValues<Cifar10Split>()
                .SelectMany(Cifar10Records.FilesOf)
                .Any(file => File.Exists(Path.Combine(f, file)))
        );

    public (Tensor Images, int[] Labels) Load(Cifar10Split split) =>
        Cifar10Records.Read([
            .. Cifar10Records
                .FilesOf(split)
                .Select(file => Path.Combine(folder, file))
                .Select(path => (CsvTable.Load(path), path)),
        ]);

    public void Dispose() { }
}
