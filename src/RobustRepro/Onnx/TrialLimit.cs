using static TorchSharp.torch;

namespace RobustRepro.Onnx;

/// <summary>What a network may make of one image while it is tried: networks stay far below, a file that means to fill
/// the memory or the day does not.</summary>
internal sealed class TrialLimit(string path)
{
    private long left = 8 * OnnxLimits.MostValues;

    /// <exception cref="InvalidInputException">Its values are too many.</exception>
    public void Count(OnnxNode node, Tensor[] made)
    {
        if ((left -= made.Sum(m => m.numel())) < 0)
            throw new InvalidInputException(
                $"{path}: {node} and what is before it make more than {8 * OnnxLimits.MostValues} values of one image"
            );
    }
}
