using RobustRepro.Files;
using RobustRepro.Imaging;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>CIFAR-10 as image files, <c>[FOLDER/]train|test/CLASS/FILE</c>.</summary>
internal sealed class Cifar10Folders(IImageFiles files) : ICifar10Source
{
    private static readonly ImagePreparation Preparation = ImagePreparation.AsIs(Cifar10Dataset.Size);

    public (Tensor Images, int[] Labels) Load(Cifar10Split split)
    {
        (int File, int Class)[] order = Order(split);
        Tensor images = PackedImages.Decode(
            order.Length,
            Cifar10Dataset.Size,
            (i, planes) => Preparation.Apply(Decoded(order[i].File), files.NameOf(order[i].File)).CopyPlanes(planes)
        );
        return (images, [.. order.Select(o => o.Class)]);
    }

    public void Dispose() => files.Dispose();

    /// <summary>Image 0 of each class, image 1 of each class, and so on; within a class by path.</summary>
    private (int File, int Class)[] Order(Cifar10Split split)
    {
        string name = split.Lower();
        Dictionary<string, List<int>> found = [];
        HashSet<string> roots = [];
        for (int i = 0; i < files.Paths.Count; i++)
        {
            string[] parts = files.Paths[i].Split('/');
            if (parts.Length is < 3 or > 4 || parts[^3] != name)
                continue;
            roots.Add(string.Join('/', parts[..^3]));
            if (!found.TryGetValue(parts[^2], out List<int>? images))
                found[parts[^2]] = images = [];
            images.Add(i);
        }
        if (found.Count == 0)
            throw new InvalidInputException(
                $"{files.Source}: there are no images in {name}/CLASS/, with CLASS one of "
                    + $"{string.Join(", ", Cifar10Dataset.Classes)}"
            );
        if (roots.Count > 1)
        {
            IEnumerable<string> folders = roots.Order(StringComparer.Ordinal).Select(r => $"{r}/{name}".TrimStart('/'));
            throw new InvalidInputException(
                $"{files.Source}: images are in {string.Join(" and ", folders)}; name one of the folders"
            );
        }
        if (
            found.Keys.Where(f => !Cifar10Dataset.Classes.Contains(f)).Order(StringComparer.Ordinal).FirstOrDefault() is
            { } unknown
        )
            throw new InvalidInputException(
                $"{files.Source}: {name}/{CsvTable.Printable(unknown)} is no class of CIFAR-10; expected "
                    + $"{string.Join(", ", Cifar10Dataset.Classes)}"
            );
        string[] missing = [.. Cifar10Dataset.Classes.Where(c => !found.ContainsKey(c))];
        if (missing.Length > 0)
            throw new InvalidInputException(
                $"{files.Source}: {name} has no images of {string.Join(", ", missing)}; each class is a "
                    + $"folder of that name with its images"
            );
        (int File, int Class)[] byClass =
        [
            .. Cifar10Dataset.Classes.SelectMany((c, label) => found[c].Select(file => (file, label))),
        ];
        return
        [
            .. ClassTurns
                .Order([.. byClass.Select(e => e.Class)], Cifar10Dataset.Classes.Count)
                .Select(i => byClass[i]),
        ];
    }

    private RgbImage Decoded(int file) => ImageDecoder.Decode(files.Read(file), files.NameOf(file));
}
