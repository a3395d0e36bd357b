using RobustRepro.Measures.Dissection;
using RobustRepro.Measuring.Store;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Runtime;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>A dissection of any layers of a study's network on any probe, which is kept like all that is
/// measured.</summary>
/// <param name="store">Null to dissect in any case.</param>
/// <param name="device">Where networks run; null for the CPU.</param>
public sealed class KeptDissection(IStudy study, MeasurementStore? store, torch.Device? device = null)
{
    /// <summary>Tallies per layer, with the thresholds they rest on.</summary>
    /// <param name="quantile">Share of a unit's activations above its threshold.</param>
    /// <param name="dissect">Called where nothing is kept.</param>
    public IReadOnlyList<DissectedLayer> Get(
        NetworkId id,
        IProbe probe,
        IReadOnlyList<string> layers,
        double quantile,
        Func<IReadOnlyList<DissectedLayer>> dissect
    )
    {
        if (store is null || study.Networks.Fingerprint(id) is not { } weights)
            return dissect();
        Architecture architecture = study.Architecture(id.Architecture);
        MeasurementKey key = new(
            study.Info.Name,
            id.ToString(),
            "tally",
            "",
            [
                ("weights", weights),
                ("architecture", architecture.Name),
                ("layers", string.Join(", ", layers)),
                ("probe", probe.Fingerprint()),
                ("quantile", quantile.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
                ("device", $"{device?.type ?? DeviceType.CPU}"),
                ("libtorch", TorchRuntime.LibTorchVersion),
                ("code", CodeHash.Value),
            ]
        );
        return store.Get(key, stored => TallyFormat.Read(stored, probe.Catalogue), dissect, TallyFormat.Write).Value;
    }
}
