using RobustRepro.Claims.Units;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Concepts;
using TorchSharp;

namespace RobustRepro.Studies;

public sealed class UnitMeasurer(IProbe? probe, StimulusSet intact, torch.Device? device)
{
    public UnitMeasurements Measure(NormalizedModel model, NetworkId id) => throw new NotImplementedException($"{probe} {intact} {device} {model} {id}");
}
