using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>
/// Reads the outputs of any layers of a network, many in one forward pass, in evaluation mode and without gradients.
/// What it hands out are copies: a ReLU in place would overwrite the output of the convolution before it. The network
/// is left as it was, without hooks and in its own mode, also when something fails.
/// </summary>
internal static class LayerTap
{
    /// <summary>Often enough that what waits to be finalized stays small, also on data sets of tens of thousands of
    /// images.</summary>
    private const int BatchesPerFinalization = 32;

    /// <summary>Goes through the images batch by batch, so that no more than one batch of outputs is in
    /// memory.</summary>
    /// <param name="layers">Names as in <c>named_modules()</c> of <see cref="NormalizedModel.Network"/>, such as
    /// <c>features.1</c> or <c>inception3a.branch1</c>.</param>
    /// <param name="count">Number of images.</param>
    /// <param name="batch">Images [start, start + size) as float32 N x 3 x H x W in [0, 1], for example
    /// <c>set.Batch</c>; what it makes is disposed after use.</param>
    /// <param name="visit">Gets the index of the batch's first image and per layer its output, float32, in row-major
    /// order (N x C x H x W for maps). They are disposed when it returns.</param>
    /// <param name="batchSize">Images per forward pass; null for as many as fit their size and the device.</param>
    /// <exception cref="InvalidInputException">A layer does not exist, or a forward pass does not run it exactly
    /// once.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Pixels are outside [0, 1].</exception>
    public static void Run(
        NormalizedModel model,
        IReadOnlyList<string> layers,
        int count,
        Func<int, int, Tensor> batch,
        Action<int, IReadOnlyDictionary<string, Tensor>> visit,
        int? batchSize = null,
        torch.Device? device = null
    )
    {
        if (count == 0)
            return;
        int most = batchSize ?? BatchSize.Of(device, batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(batchSize));
        for (int start = 0; start < count; start += most)
        {
            FinalizerPause.SafePoint();
            if (start / most % BatchesPerFinalization == BatchesPerFinalization - 1)
                FinalizerPause.RunFinalizers();
            using DisposeScope scope = NewDisposeScope();
            int size = Math.Min(most, count - start);
            Tensor images = NetworkInput.On(device, batch(start, size));
            if (images.shape[0] != size)
                throw new ArgumentException(
                    $"asked for {size} images from {start} on, got {images.shape[0]}",
                    nameof(batch)
                );
            visit(start, Outputs(model, layers, images));
        }
    }

    /// <summary>The outputs for one batch; they belong to the dispose scope of the caller.</summary>
    /// <inheritdoc cref="Run"/>
    /// <param name="images">float32, N x 3 x H x W, in [0, 1].</param>
    public static IReadOnlyDictionary<string, Tensor> Outputs(
        NormalizedModel model,
        IReadOnlyList<string> layers,
        Tensor images
    )
    {
        using DisposeScope scope = NewDisposeScope();
        var outputs = new Dictionary<string, Tensor>();
        using var mode = new EvaluationMode(model);
        using var hooks = new LayerHooks(
            model,
            layers,
            (layer, output) =>
            {
                // the scopes inside the network end before the caller looks
                outputs[layer] = Copy(output).MoveToOtherDisposeScope(scope);
                return output;
            }
        );
        using IDisposable off = no_grad();
        model.Logits(images);
        foreach (Tensor output in outputs.Values)
            output.MoveToOuterDisposeScope();
        return outputs;
    }

    /// <summary>Row-major whatever the strides; <c>contiguous</c> copies unless there is nothing to do.</summary>
    private static Tensor Copy(Tensor output) => output.is_contiguous() ? output.clone() : output.contiguous();
}
