using RobustRepro.Imaging;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>Images in files, with their classes, decoded when they are asked for: ImageNet does not fit in
/// memory.</summary>
public interface IImageSet : IDisposable
{
    int Count { get; }

    /// <summary>Class names; labels index into them.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Class of the shape, or -1 where the image has none. That of a photograph is its class.</summary>
    int Shape(int index);

    /// <summary>Class of the texture, or -1 where the image has none. That of a photograph is its class.</summary>
    int Texture(int index);

    /// <summary>The class to be named: that of the shape where there is one, else that of the texture.</summary>
    int Label(int index) => Shape(index) is >= 0 and var shape ? shape : Texture(index);

    /// <summary>Path within the folder or zip, with forward slashes.</summary>
    string Name(int index);

    /// <summary>Reads and prepares one image. Several threads may.</summary>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    RgbImage Decode(int index, ImagePreparation preparation);

    /// <summary>
    /// All images in order, decoded and prepared by other threads ahead of their use, at most three batches of bytes at
    /// once. Enumerate on one thread and to the end, or dispose the enumerator, as foreach does; between, finalizers
    /// are held back (see <see cref="FinalizerPause"/>), since the decoders' garbage collections would run beside the
    /// network.
    /// </summary>
    /// <param name="device">Where the batches lie; null for the CPU.</param>
    /// <exception cref="InvalidInputException">A file is damaged, at its batch.</exception>
    IEnumerable<ImageBatch> Batches(int batchSize, ImagePreparation preparation, Device? device = null);

    /// <summary>SHA-256 of the files' names, contents and classes.</summary>
    /// <exception cref="InvalidInputException">A file cannot be read.</exception>
    string Digest();

    /// <summary>Some of the images, as a set over the same files; disposing it leaves the files open.</summary>
    IImageSet Subset(IReadOnlyList<int> indices);

    /// <summary>All images in memory, 3 bytes per pixel.</summary>
    /// <param name="name">Short name of the set, as tables print it.</param>
    /// <exception cref="InvalidInputException">A file is damaged.</exception>
    StimulusSet Load(StimulusName name, ImagePreparation preparation);
}
