using RobustRepro.Measures;

namespace RobustRepro.Studies;

/// <summary>What was measured of a network in this process.</summary>
internal sealed class KnownMeasurements
{
    /// <summary>Held while the network is measured.</summary>
    public Lock Gate { get; } = new();

    public NetworkMeasurements? Measured { get; set; }

    /// <summary>Where each part comes from.</summary>
    public List<MeasuredPart> Parts { get; } = [];

    /// <summary>What was measured of hidden units.</summary>
    public MeasurementParts Units { get; set; }
}
