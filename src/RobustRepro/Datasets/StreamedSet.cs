using RobustRepro.Files;
using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>Stimuli in files, decoded ahead of use and never all in memory.</summary>
public sealed class StreamedSet : IStimulusSet
{
    private readonly IImageSet images;
    private readonly ImagePreparation preparation;

    /// <param name="name">Short name, as tables print it.</param>
    /// <param name="images">Stays the caller's.</param>
    /// <param name="preparation">From file to network.</param>
    /// <param name="classes">Names to show for the classes; null for the image set's own.</param>
    public StreamedSet(
        StimulusName name,
        IImageSet images,
        ImagePreparation preparation,
        IReadOnlyList<string>? classes = null
    )
    {
        Name = name;
        this.images = images;
        this.preparation = preparation;
        Classes = classes ?? images.Classes;
        Shape = [.. Enumerable.Range(0, images.Count).Select(images.Shape)];
        Texture = [.. Enumerable.Range(0, images.Count).Select(images.Texture)];
    }

    public StimulusName Name { get; }

    public IReadOnlyList<string> Classes { get; }

    public int[] Shape { get; }

    public int[] Texture { get; }

    /// <summary>The file's name, without folders.</summary>
    public string NameOf(int index) => Path.GetFileName(images.Name(index));

    public Tensor Batch(int start, int count)
    {
        using StimulusSet some = Select([.. Enumerable.Range(start, Math.Min(count, Shape.Length - start))]);
        return some.Batch(0, some.Count);
    }

    public IEnumerable<Tensor> Batches(int batchSize, Device? device = null)
    {
        // the batch owns nothing but the tensor, which is handed on
        foreach (ImageBatch batch in images.Batches(batchSize, preparation, device))
            yield return batch.Images;
    }

    /// <summary>By the files, which are read faster than their pixels.</summary>
    public string Fingerprint() =>
        Sha256.Of(Sha256.BytesOf([Name.Text, preparation.Description, images.Digest(), .. Classes]));

    public StimulusSet Select(IReadOnlyList<int> indices)
    {
        using IImageSet some = images.Subset(indices);
        using StimulusSet loaded = some.Load(Name, preparation);
        return new(Name, Classes, loaded.Images.alias(), loaded.Shape, loaded.Texture);
    }
}
