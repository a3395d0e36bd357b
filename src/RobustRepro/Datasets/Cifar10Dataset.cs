using RobustRepro.Files;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>CIFAR-10 (Krizhevsky 2009): 50,000 training and 10,000 test photographs of ten classes, 32 x 32.</summary>
public sealed class Cifar10Dataset : IDisposable
{
    /// <summary>Height and width in pixels.</summary>
    public const int Size = 32;

    private readonly ICifar10Source source;

    private Cifar10Dataset(ICifar10Source source) => this.source = source;

    /// <summary>In the official order; labels index into it.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Opens the images, without decoding any.</summary>
    /// <param name="path"> One of: a folder or zip with <c>train/CLASS/*.png</c> and <c>test/CLASS/*.png</c> (or .jpg),
    /// also below one folder more; the official <c>cifar-10-binary.tar.gz</c>; a folder with its
    /// <c>data_batch_1.bin</c> .. <c>data_batch_5.bin</c> and <c>test_batch.bin</c>; the Python version, as
    /// <c>cifar-10-python.tar.gz</c> or as torchvision's folder with <c>cifar-10-batches-py</c>. </param>
    /// <exception cref="InvalidInputException">There is nothing, or it is none of these.</exception>
    public static Cifar10Dataset Open(string path)
    {
        if (Cifar10Archive.IsArchive(path))
            return new(new Cifar10Archive(path));
        if (Cifar10Batches.Find(path) is { } binary)
            return new(new Cifar10Batches(binary));
        return Cifar10Python.Find(path) is { } python
            ? new(new Cifar10Python(python))
            : new(new Cifar10Folders(ImageFiles.Open(path)));
    }

    /// <summary>
    /// Reads and decodes a split, on all cores. The order is always the same: that of the binary files, or else image 0
    /// of each class, image 1 of each class, and so on, so that a first part of the set has every class. Both cues of
    /// an image are its class.
    /// </summary>
    /// <returns>The caller's, named <c>cifar10-train</c> or <c>cifar10-test</c>; 154 MB for training.</returns>
    /// <exception cref="InvalidInputException">A class is missing, a file is damaged or an image is not 32 x
    /// 32.</exception>
    public StimulusSet Load(Cifar10Split split)
    {
        (Tensor images, int[] labels) = source.Load(split);
        return new($"cifar10-{split.Lower()}", Classes, images, labels, labels);
    }

    public void Dispose() => source.Dispose();
}
