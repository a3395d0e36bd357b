using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Stimuli;

namespace RobustRepro.Studies;

/// <summary>What was measured of a network in this process.</summary>
internal sealed class KnownMeasurements
{
    /// <summary>What is measured of hidden units, in this order. Filters come first, and with whatever else is asked
    /// for: they take nothing but the weights.</summary>
    public static IReadOnlyList<MeasurementParts> PartsOfUnits { get; } =
    [
        MeasurementParts.Filters,
        MeasurementParts.Noise,
        MeasurementParts.Concepts,
        MeasurementParts.Detectors,
        MeasurementParts.SingleUnits,
    ];

    /// <summary>Its name, and where its weights come from.</summary>
    public static NetworkMeasurements Nothing(string name, string source, AttackGrid attacks) =>
        new(name, source, new Dictionary<StimulusName, Decisions>(), attacks.TrainingEps, []);

    /// <summary>Held while the network is measured.</summary>
    public Lock Gate { get; } = new();

    public NetworkMeasurements? Measured { get; set; }

    /// <summary>Where each part comes from.</summary>
    public List<MeasuredPart> Parts { get; } = [];

    /// <summary>As much of the study's attacks as was measured; null for none.</summary>
    public AttackGrid? Attacked { get; set; }

    /// <summary>Whether an attack is still to be measured.</summary>
    /// <param name="all">All attacks of the study: whoever has them has a part of them.</param>
    public bool Lacks(AttackGrid grid, AttackGrid all) => Attacked is null || (grid == all && Attacked != all);

    /// <summary>What was measured of hidden units.</summary>
    public MeasurementParts Units { get; set; }
}
