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

    /// <summary>SHA-256 of all that dissection depends on: of the pixels, the labels and the names of concepts, unless
    /// a probe has a faster way to say the same.</summary>
    string Fingerprint() => ProbeFingerprint.Of(this);

    /// <summary>What an image shows. Several threads may ask.</summary>
    ImageConcepts Labels(int index);
}
