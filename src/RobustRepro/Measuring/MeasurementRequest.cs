using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Measuring;

/// <summary>What is to be measured of a network.</summary>
/// <param name="Sets">Stimulus sets to be answered, where <paramref name="Parts"/> asks for answers; null for all that
/// the study has. Names that it does not have are passed over.</param>
public sealed record MeasurementRequest(MeasurementParts Parts, IReadOnlyCollection<StimulusName>? Sets = null)
{
    /// <summary>Its name, and where its weights come from.</summary>
    public static MeasurementRequest Nothing { get; } = new(MeasurementParts.None, []);

    /// <summary>What claim <c>capacity</c> takes of a network of another width.</summary>
    internal static MeasurementRequest OfOtherWidth { get; } =
        new(MeasurementParts.Answers | MeasurementParts.AttackOfVerdict, [StimulusName.Intact]);

    /// <summary>What these claims read, and no more.</summary>
    public static MeasurementRequest Of(params IReadOnlyCollection<Claim> claims) =>
        new(claims.Aggregate(MeasurementParts.None, (all, c) => all | c.Parts), SetsOf(claims, c => c.Uses));

    /// <summary>What the verdicts of these claims take, without what is reported beside them.</summary>
    public static MeasurementRequest OfVerdicts(params IReadOnlyCollection<Claim> claims)
    {
        MeasurementParts parts = Of(claims).Parts;
        return new(
            parts.HasFlag(MeasurementParts.Attack)
                ? (parts & ~MeasurementParts.Attack) | MeasurementParts.AttackOfVerdict
                : parts,
            SetsOf(claims, c => c.UsesToDecide)
        );
    }

    /// <summary>These parts and sets besides.</summary>
    public MeasurementRequest And(MeasurementParts parts, IReadOnlyCollection<StimulusName> sets) =>
        new(Parts | parts, Sets is null ? null : [.. Sets.Union(sets)]);

    private static StimulusName[] SetsOf(
        IReadOnlyCollection<Claim> claims,
        Func<Claim, IReadOnlyList<StimulusName>> uses
    ) => [.. claims.Where(c => c.Parts.HasFlag(MeasurementParts.Answers)).SelectMany(uses).Distinct()];

    /// <summary>The stimulus sets, of those named, that must be made before it can be met.</summary>
    public IEnumerable<StimulusName> Reads(IEnumerable<StimulusName> all)
    {
        const MeasurementParts ofIntact =
            MeasurementParts.Attack
            | MeasurementParts.AttackOfVerdict
            | MeasurementParts.Noise
            | MeasurementParts.Concepts
            | MeasurementParts.Pictures
            | MeasurementParts.Syntheses
            | MeasurementParts.Widths;
        const MeasurementParts ofConflicts = MeasurementParts.Concepts | MeasurementParts.SingleUnits;
        return all.Where(set =>
            (Parts.HasFlag(MeasurementParts.Answers) && (Sets is null || Sets.Contains(set)))
            || (set == StimulusName.Intact && (Parts & ofIntact) != 0)
            || (set == StimulusName.CueConflict && (Parts & ofConflicts) != 0)
        );
    }
}
