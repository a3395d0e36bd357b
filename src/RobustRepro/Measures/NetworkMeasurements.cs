using RobustRepro.Measures.Synthesis;
using RobustRepro.Measures.Units;
using RobustRepro.Stimuli;

namespace RobustRepro.Measures;

/// <summary>All that claims need to know of one network, measured once.</summary>
/// <param name="Name">For example <c>googlenet-robust-0</c>.</param>
/// <param name="Provenance">Where the numbers come from: the weight file with its SHA-256, or the CSV file.</param>
/// <param name="Decisions">Answers per stimulus set, by the names of <see cref="StimulusName"/>.</param>
/// <param name="TrainingEps">The eps at which accuracy under attack is compared: that of R's training.</param>
/// <param name="UnderAttack">Answers to test images under PGD, by eps in ascending order; empty where no attack was
/// possible or asked for.</param>
/// <param name="Units">Hidden units; null where there is no network to look into or nobody asked.</param>
public sealed record NetworkMeasurements(
    string Name,
    string Provenance,
    IReadOnlyDictionary<StimulusName, Decisions> Decisions,
    float TrainingEps,
    IReadOnlyList<(float Eps, Decisions Answers)> UnderAttack,
    UnitMeasurements? Units = null
)
{
    /// <summary>The attack of <see cref="UnderAttack"/>, for labels.</summary>
    public string AttackName { get; init; } = "PGD";

    /// <summary>Answers under stronger attacks at the training eps, from weak to strong.</summary>
    public IReadOnlyList<(string Attack, Decisions Answers)> UnderStrongerAttack { get; init; } = [];

    /// <summary>AutoAttack at the training eps; null where nobody asked.</summary>
    public AutoAttacked? AutoAttack { get; init; }

    /// <summary>Images that it drew; null where nobody asked, or nobody is there to judge them.</summary>
    public Syntheses? Syntheses { get; init; }

    /// <summary>Networks of the recipe and seed at other widths, as far as claim <c>capacity</c> takes; empty where
    /// there are none or nobody asked.</summary>
    public IReadOnlyList<(double Width, NetworkMeasurements Network)> OtherWidths { get; init; } = [];

    /// <summary>The network, then those of other widths.</summary>
    internal IEnumerable<NetworkMeasurements> AndOtherWidths => OtherWidths.Select(o => o.Network).Prepend(this);

    /// <summary>When and where each part was measured, in the order in which they were asked for.</summary>
    public IReadOnlyList<MeasuredPart> Parts { get; init; } = [];

    /// <summary>What the report shows of the network; null where nobody asked.</summary>
    public NetworkPictures? Pictures { get; init; }
}
