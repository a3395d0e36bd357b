using RobustRepro.Models;
using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>The images of an evaluation, handed out in parts, and the network that they are shown to.</summary>
internal sealed class AttackedBatches(
    nn.Module<Tensor, Tensor> model,
    Tensor images,
    int[] labels,
    ThreatModel threat,
    Device? device,
    Action<string, int, int>? progress
)
{
    /// <summary>Perturbed images attacked together: few, so that there is work for several threads. It depends on
    /// nothing but their number, so that results do not depend on the threads.</summary>
    private const int MostTogether = 25;

    /// <summary>Norms are sums in float32: a perturbation that was projected to a ball may measure a little more than
    /// its radius.</summary>
    private const float Rounding = 1e-4f;

    private readonly Lock gate = new();

    /// <summary>Where the network is wrong on perturbed copies within the threat model, and what it answers.</summary>
    public (bool[] Wrong, long[] Answers) Mistakes(Tensor x, Tensor y, Tensor perturbed)
    {
        using IDisposable off = no_grad();
        using DisposeScope scope = NewDisposeScope();
        long[] answered = [.. model.call(perturbed).argmax(1).cpu().data<long>()],
            expected = [.. y.cpu().data<long>()];
        float[] lengths = [.. threat.Lengths(perturbed - x).cpu().data<float>()];
        return (
            [.. answered.Select((a, i) => a != expected[i] && lengths[i] <= threat.Eps * (1 + Rounding))],
            answered
        );
    }

    /// <summary>The images of these numbers on the device, and their labels.</summary>
    public (Tensor Images, Tensor Labels) Of(int[] chunk)
    {
        using Tensor index = tensor([.. chunk.Select(i => (long)i)], [chunk.Length]);
        return (
            NetworkInput.On(device, images.index_select(0, index)),
            tensor([.. chunk.Select(i => (long)labels[i])], [chunk.Length]).to(device ?? CPU)
        );
    }

    /// <summary>Work on parts of the images: side by side on a CPU, one after the other elsewhere.</summary>
    /// <param name="of">Numbers of the images.</param>
    /// <param name="work">Given the numbers of a part, in a dispose scope of its own.</param>
    public void Chunks(string stage, int[] of, Action<int[]> work)
    {
        int most = Math.Min(BatchSize.Of(device, images.shape[2] * images.shape[3]), MostTogether);
        // an even number of parts keeps two threads busy to the end
        int parts = of.Length == 0 ? 0 : Math.Min(of.Length, 2 * (int)Math.Ceiling(of.Length / (2.0 * most)));
        int done = 0;
        void Part(int part)
        {
            using DisposeScope scope = NewDisposeScope();
            int[] chunk = of[(int)((long)part * of.Length / parts)..(int)((part + 1L) * of.Length / parts)];
            work(chunk);
            lock (gate)
                progress?.Invoke(stage, done += chunk.Length, of.Length);
        }
        if (device is null or { type: DeviceType.CPU })
            TorchWorkers.For(parts, Part);
        else
        {
            for (int part = 0; part < parts; part++)
                Part(part);
        }
    }
}
