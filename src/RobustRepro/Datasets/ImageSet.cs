using RobustRepro.Files;
using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>Image files with the classes of their two cues.</summary>
internal sealed class ImageSet : IImageSet
{
    private readonly IImageFiles files;
    private readonly bool ownsFiles;
    private readonly LabelledFile[] images;
    private readonly UnchangedFiles unchanged;

    /// <param name="files">The set disposes them.</param>
    public ImageSet(IImageFiles files, IReadOnlyList<string> classes, LabelledFile[] images)
        : this(files, ownsFiles: true, classes, images, new()) { }

    private ImageSet(
        IImageFiles files,
        bool ownsFiles,
        IReadOnlyList<string> classes,
        LabelledFile[] images,
        UnchangedFiles unchanged
    )
    {
        this.unchanged = unchanged;
        this.files = files;
        this.ownsFiles = ownsFiles;
        Classes = classes;
        this.images = images;
    }

    public int Count => images.Length;

    public IReadOnlyList<string> Classes { get; }

    public int Shape(int index) => images[index].Shape;

    public int Texture(int index) => images[index].Texture;

    public string Name(int index) => files.Paths[images[index].File];

    public RgbImage Decode(int index, ImagePreparation preparation)
    {
        int file = images[index].File;
        string name = files.NameOf(file);
        return preparation.Apply(ImageDecoder.Decode(Content(file), name), name);
    }

    public IEnumerable<ImageBatch> Batches(int batchSize, ImagePreparation preparation, Device? device = null) =>
        BatchStream.Of(this, batchSize, preparation, device);

    public IImageSet Subset(IReadOnlyList<int> indices) =>
        new ImageSet(files, ownsFiles: false, Classes, [.. indices.Select(i => images[i])], unchanged);

    public StimulusSet Load(StimulusName name, ImagePreparation preparation)
    {
        Tensor pixels = PackedImages.Decode(
            Count,
            preparation.Size,
            (i, planes) => Decode(i, preparation).CopyPlanes(planes)
        );
        return new(name, Classes, pixels, [.. images.Select(i => i.Shape)], [.. images.Select(i => i.Texture)])
        {
            Names = [.. images.Select(i => Path.GetFileName(files.Paths[i.File]))],
        };
    }

    public string Digest() =>
        Sha256.OfAll(
            images.SelectMany(image =>
                new[]
                {
                    Sha256.BytesOf([files.Paths[image.File], $"{image.Shape} {image.Texture}"]),
                    Content(image.File),
                }
            )
        );

    private byte[] Content(int file) => unchanged.Same(files.NameOf(file), files.Read(file));

    public void Dispose()
    {
        if (ownsFiles)
            files.Dispose();
    }
}
