using RobustRepro.Files;
using RobustRepro.Imaging;
using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Probes.Broden;

/// <summary>
/// Broden, or any data set in its layout (Bau et al. 2017): index.csv, category.csv, label.csv, c_CATEGORY.csv and
/// images/. A cell of index.csv lists PNG label maps (R + 256 G, 0 for no label) or numbers of labels of the whole
/// image, separated by semicolons. Images and label maps are decoded when they are asked for; several threads may ask.
/// </summary>
public sealed class BrodenProbe : IProbe
{
    private const string ImageFolder = "images/";

    private readonly BrodenFiles files;
    private readonly int imageSize;
    private readonly BrodenLabels labels;
    private readonly BrodenImage[] rows;
    private readonly UnchangedFiles unchanged = new();

    /// <param name="path">The folder with index.csv or the one above it, or Broden's zip, which is read without
    /// unpacking it.</param>
    /// <param name="imageSize">Height and width of the images given out, in pixels; files of another size are resized
    /// (bilinear, antialiased).</param>
    /// <param name="categories">Those to use; null for <see cref="DefaultCategories"/>. The order is
    /// category.csv's.</param>
    /// <exception cref="InvalidInputException">A file is absent, damaged, or names what is absent; the message says
    /// file and line.</exception>
    public BrodenProbe(string path, int imageSize, IReadOnlyList<string>? categories = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(imageSize);
        files = BrodenFiles.Open(path);
        this.imageSize = imageSize;
        labels = BrodenLabels.Read(files, categories ?? DefaultCategories);
        rows = BrodenIndex.Read(files, ImageFolder, labels);
    }

    /// <summary>NetDissect-Lite's. The paper's fork adds material.</summary>
    public static IReadOnlyList<string> DefaultCategories { get; } = ["object", "part", "scene", "texture", "color"];

    /// <summary>Whether a copy has a category.</summary>
    /// <param name="path">As of the constructor.</param>
    /// <exception cref="InvalidInputException">There is no such copy.</exception>
    public static bool Has(string path, string category) => BrodenFiles.Open(path).Has($"c_{category}.csv");

    public string Name => "broden";

    public ConceptCatalogue Catalogue => labels.Catalogue;

    /// <summary>Images with a label of the categories used.</summary>
    public int Count => rows.Length;

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">An image file is damaged.</exception>
    public Tensor Images(int start, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        var decoded = new DecodedPixels[count];
        OrderedParallel.For(count, i => decoded[i] = Decode(rows[start + i], rows[start + i].Image));
        return cat([.. decoded.Select(Resized)]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">A label map is damaged, of another size than index.csv says, or holds an
    /// unknown label.</exception>
    public ImageConcepts Labels(int index)
    {
        BrodenImage row = rows[index];
        return new(row.Height, row.Width, [.. row.LabelMaps.Select(file => LabelMap(row, file))], row.WholeImage);
    }

    /// <summary>By the files, which are read faster than their pixels.</summary>
    public string Fingerprint() =>
        Sha256.OfAll(
            rows.SelectMany(row =>
                    row.LabelMaps.Prepend(row.Image)
                        .Select(file => Bytes(row, file))
                        .Prepend(Sha256.BytesOf([row.Image, .. row.WholeImage.Select(n => $"{n}")]))
                )
                .Prepend(
                    Sha256.BytesOf([
                        $"{imageSize}",
                        .. Catalogue.Categories,
                        .. Catalogue.Concepts.Select(c => c.ToString()),
                    ])
                )
        );

    private DecodedPixels Decode(BrodenImage row, string file) =>
        DecodedPixels.Decode(Bytes(row, file), $"{row.Source}: {files.NameOf(ImageFolder + file)}");

    private byte[] Bytes(BrodenImage row, string file)
    {
        try
        {
            return unchanged.Same(files.NameOf(ImageFolder + file), files.Read(ImageFolder + file));
        }
        catch (InvalidInputException error)
        {
            throw new InvalidInputException($"{row.Source}: {error.Message}", error);
        }
    }

    private Tensor Resized(DecodedPixels pixels)
    {
        Tensor rgb = Pixels.ToFloat(
            tensor(pixels.Rgba, [1, pixels.Height, pixels.Width, 4]).narrow(3, 0, 3).permute(0, 3, 1, 2).contiguous()
        );
        return pixels.Height == imageSize && pixels.Width == imageSize
            ? rgb
            : F.interpolate(
                    rgb,
                    [imageSize, imageSize],
                    mode: InterpolationMode.Bilinear,
                    align_corners: false,
                    antialias: true
                )
                .clamp(0, 1);
    }

    private ushort[] LabelMap(BrodenImage row, string file)
    {
        DecodedPixels pixels = Decode(row, file);
        if (pixels.IsGrey)
            throw new InvalidInputException($"{row.Source}: {file} is a grey image, expected labels in red and green");
        if (pixels.Height != row.Height || pixels.Width != row.Width)
            throw new InvalidInputException(
                $"{row.Source}: {file} has {pixels.Height} x {pixels.Width} pixels, columns sh and sw say "
                    + $"{row.Height} x {row.Width}"
            );
        var map = new ushort[row.Height * row.Width];
        for (int i = 0; i < map.Length; i++)
        {
            int number = pixels.Rgba[4 * i] + 256 * pixels.Rgba[4 * i + 1];
            if (number != 0 && !labels.Knows(number))
                throw new InvalidInputException(
                    $"{row.Source}: {file} has label {number} at row {i / row.Width}, column "
                        + $"{i % row.Width}, which is not in {Path.GetFileName(labels.LabelFile)}"
                );
            map[i] = (ushort)number;
        }
        return map;
    }
}
