using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>What a safetensors file held. Disposing it disposes the tensors.</summary>
internal sealed record SafetensorsFile(
    IReadOnlyDictionary<string, Tensor> Tensors,
    IReadOnlyDictionary<string, string> Metadata
) : IDisposable
{
    public void Dispose()
    {
        foreach (Tensor tensor in Tensors.Values)
            tensor.Dispose();
    }
}
