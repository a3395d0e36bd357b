using static TorchSharp.torch;

namespace RobustRepro.Probes;

/// <summary>Images whose concepts are labelled, to find out which concepts units detect.</summary>
public interface IProbe
{
    /// <summary>Short name, as tables print it.</summary>
    string Name { get; }

    ConceptCatalogue Catalogue { get; }

    int Count { get; }

    /// <summary>Images [start, start + count) as float32 N x 3 x H x W in [0, 1]; the tensor belongs to the
    /// caller.</summary>
    Tensor Images(int start, int count);

    /// <summary>What an image shows. Several threads may ask.</summary>
    ImageConcepts Labels(int index);
}
