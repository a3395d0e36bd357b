using RobustRepro.Models;
using RobustRepro.Runtime;
using TorchSharp;

namespace RobustRepro.Measuring;

/// <summary>A network while it is measured: loaded when it is first asked for, and once more only if its weights were
/// rounded meanwhile. From then on finalizers are held back (<see cref="FinalizerPause"/>). It belongs to one
/// thread.</summary>
internal sealed class LoadedNetwork(Func<NormalizedModel> load, torch.Device? device) : IDisposable
{
    private IDisposable? pause;
    private NormalizedModel? model;
    private KeptFolds? folds;
    private Precision current;

    /// <summary>The network on the device; valid until another precision is asked for.</summary>
    public NormalizedModel In(Precision precision)
    {
        if (model is not null && current == precision)
            return model;
        pause ??= FinalizerPause.Enter();
        folds?.Dispose();
        if (model is null || current != Precision.Float32)
        {
            model?.Dispose();
            model = load();
            if (device is not null)
                model.to(device);
        }
        if (precision != Precision.Float32)
            model.ComputeIn(precision);
        current = precision;
        folds = new(model);
        return model;
    }

    public void Dispose()
    {
        folds?.Dispose();
        model?.Dispose();
        pause?.Dispose();
    }
}
