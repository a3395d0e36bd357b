using RobustRepro.Files;
using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Datasets.TinyImageNet;

/// <summary>
/// Tiny ImageNet (Stanford CS231n): photographs of 200 classes of ImageNet, 64 x 64, with 500 training and 50
/// validation images each, in the official layout <c>train/WORDNETID/images</c> and <c>val/images</c> with
/// <c>val/val_annotations.txt</c>. A part of the classes goes too.
/// </summary>
internal sealed class TinyImageNetDataset : IDisposable
{
    /// <summary>Height and width in pixels.</summary>
    public const int Size = 64;

    private const string Annotations = "val/val_annotations.txt";
    private const string Layout =
        "expected the official layout of tiny-imagenet-200: train/WORDNETID/images/*.JPEG, val/images/*.JPEG and "
        + Annotations;

    private static readonly ImagePreparation Preparation = ImagePreparation.AsIs(Size);

    private readonly IImageFiles files;

    private TinyImageNetDataset(
        IImageFiles files,
        IReadOnlyList<TinyPhotograph> training,
        IReadOnlyList<TinyPhotograph> validation
    )
    {
        this.files = files;
        Training = training;
        Validation = validation;
    }

    /// <summary>By path, in ordinal order; they have no boxes here.</summary>
    public IReadOnlyList<TinyPhotograph> Training { get; }

    /// <summary>By path, in ordinal order; each with its box.</summary>
    public IReadOnlyList<TinyPhotograph> Validation { get; }

    /// <summary>Opens the photographs, without decoding any.</summary>
    /// <param name="path">A folder or zip: tiny-imagenet-200, or the folder that holds it.</param>
    /// <exception cref="InvalidInputException">There is nothing, the layout is another, or annotations and images do
    /// not fit each other.</exception>
    public static TinyImageNetDataset Open(string path)
    {
        IImageFiles files = ImageFiles.Open(path);
        try
        {
            string root = Root(files);
            var training = new List<TinyPhotograph>();
            var validation = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach ((int file, string name) in files.Paths.Index())
            {
                if (!name.StartsWith(root, StringComparison.Ordinal))
                    continue;
                switch (name[root.Length..].Split('/'))
                {
                    case ["train", var id, "images", _]:
                        training.Add(new(file, id, null));
                        break;
                    case ["val", "images", var image]:
                        validation.Add(image, file);
                        break;
                }
            }
            if (training.Count == 0)
                throw new InvalidInputException($"{path}: there are no training images; {Layout}");
            return new(files, training, Annotated(files, root, validation));
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Reads and decodes photographs, on all cores.</summary>
    /// <param name="name">Of the set.</param>
    /// <param name="photographs">With the class of each, an index into <paramref name="classes"/>.</param>
    /// <returns>The caller's; both cues of an image are its class.</returns>
    /// <exception cref="InvalidInputException">A file is damaged or no image of 64 x 64.</exception>
    public StimulusSet Load(
        StimulusName name,
        IReadOnlyList<string> classes,
        IReadOnlyList<(TinyPhotograph Photograph, int Class)> photographs
    )
    {
        Tensor images = PackedImages.Decode(
            photographs.Count,
            Size,
            (i, planes) =>
            {
                int file = photographs[i].Photograph.File;
                string source = files.NameOf(file);
                Preparation.Apply(ImageDecoder.Decode(files.Read(file), source), source).CopyPlanes(planes);
            }
        );
        int[] labels = [.. photographs.Select(p => p.Class)];
        return new(name, classes, images, labels, labels);
    }

    public void Dispose() => files.Dispose();

    /// <summary>The folder that holds <c>val</c>, with a slash behind it; empty where that is the top.</summary>
    private static string Root(IImageFiles files)
    {
        string[] roots =
        [
            .. files
                .Paths.Select(p =>
                    $"/{p}".IndexOf("/val/images/", StringComparison.Ordinal) is >= 0 and var at ? p[..at] : null
                )
                .OfType<string>()
                .Distinct(),
        ];
        return roots.Length switch
        {
            1 => roots[0],
            0 => throw new InvalidInputException($"{files.Source}: there is no val/images; {Layout}"),
            _ => throw new InvalidInputException(
                $"{files.Source}: val/images is there {roots.Length} times, in "
                    + $"{string.Join(" and ", roots.Select(r => r.Length == 0 ? "the top" : r))}; name one of them"
            ),
        };
    }

    private static TinyPhotograph[] Annotated(IImageFiles files, string root, Dictionary<string, int> images)
    {
        string name = $"{files.Source}/{root}{Annotations}";
        byte[] content =
            files.ReadBeside(root + Annotations)
            ?? throw new InvalidInputException(
                $"{name}: there is no such file; it names the class of each validation image"
            );
        var annotations = ValidationAnnotations.Parse(content, name);
        if (
            annotations.Where(a => !images.ContainsKey(a.Key)).OrderBy(a => a.Value.Line).FirstOrDefault() is
            { Key: { } missing, Value.Line: var line }
        )
            throw new InvalidInputException(
                $"{name}:{line}: there is no image {CsvTable.Printable(missing)} in {files.Source}/{root}val/images"
            );
        string[] without = [.. images.Keys.Where(i => !annotations.ContainsKey(i)).Order(StringComparer.Ordinal)];
        return without.Length == 0
            ?
            [
                .. images
                    .OrderBy(i => i.Value)
                    .Select(i => new TinyPhotograph(i.Value, annotations[i.Key].WordNetId, annotations[i.Key].Box)),
            ]
            : throw new InvalidInputException(
                $"{name}: {without.Length:N0} of {images.Count:N0} images in val/images are not listed, the first is "
                    + CsvTable.Printable(without[0])
            );
    }
}
