using RobustRepro.Measures;
using RobustRepro.Measures.Synthesis;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Measuring.Store;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>Reads measurements from the store where they are there, and measures and keeps them where not.</summary>
/// <param name="store">Null to measure everything.</param>
internal sealed class KeptMeasurements(MeasurementStore? store, StudyKeys keys)
{
    /// <inheritdoc cref="StudyKeys.Load"/>
    public NormalizedModel Load(NetworkId id) => keys.Load(id);

    public Decisions Answers(
        NetworkId id,
        StimulusName name,
        IStimulusSet set,
        ICollection<MeasuredPart> parts,
        Func<Decisions> measure
    ) =>
        Get(
            store is null ? null : keys.Answers(id, name),
            $"answers, {name}",
            parts,
            stored => AnswersFormat.Read(stored, id.ToString(), set),
            measure,
            AnswersFormat.Write
        );

    public NetworkMeasurements Attack(
        NetworkId id,
        NetworkMeasurements before,
        IStimulusSet intact,
        AttackGrid grid,
        ICollection<MeasuredPart> parts,
        Func<NetworkMeasurements> measure
    ) =>
        Get(
            store is null ? null : keys.Attack(id, grid),
            "attack",
            parts,
            stored => AnswersFormat.ReadAttack(stored, before, intact, grid),
            measure,
            AnswersFormat.WriteAttack
        );

    /// <param name="part">One part of hidden units.</param>
    /// <param name="before">What is known already; null for nothing.</param>
    public UnitMeasurements Units(
        NetworkId id,
        MeasurementParts part,
        UnitMeasurements? before,
        ICollection<MeasuredPart> parts,
        Func<UnitMeasurements> measure
    ) =>
        part switch
        {
            MeasurementParts.Filters => Get(
                store is null ? null : keys.Filters(id),
                "filters",
                parts,
                UnitsFormat.ReadFilters,
                measure,
                UnitsFormat.WriteFilters
            ),
            MeasurementParts.Noise => Get(
                store is null ? null : keys.Noise(id),
                "noise",
                parts,
                stored => UnitsFormat.ReadNoise(stored, before!),
                measure,
                UnitsFormat.WriteNoise
            ),
            MeasurementParts.Concepts => Get(
                store is null ? null : keys.Concepts(id),
                "concepts",
                parts,
                stored => UnitsFormat.ReadConcepts(stored, before!),
                measure,
                UnitsFormat.WriteConcepts
            ),
            MeasurementParts.Detectors => Get(
                store is null ? null : keys.Detectors(id),
                "detectors",
                parts,
                stored => before! with { Concepts = ConceptsFormat.Read(stored) },
                measure,
                (to, units) => ConceptsFormat.Write(to, units.Concepts)
            ),
            MeasurementParts.SingleUnits => Get(
                store is null ? null : keys.SingleUnits(id),
                "single units",
                parts,
                stored => UnitsFormat.ReadSingleUnits(stored, before!),
                measure,
                UnitsFormat.WriteSingleUnits
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "one part of hidden units"),
        };

    public NetworkPictures Pictures(NetworkId id, ICollection<MeasuredPart> parts, Func<NetworkPictures> measure) =>
        Get(
            store is null ? null : keys.Pictures(id),
            "pictures",
            parts,
            PicturesFormat.Read,
            measure,
            PicturesFormat.Write
        );

    /// <param name="judges">Networks that are asked what the images show.</param>
    public Syntheses Syntheses(
        NetworkId id,
        IReadOnlyList<NetworkId> judges,
        ICollection<MeasuredPart> parts,
        Func<Syntheses> measure
    ) =>
        Get(
            store is null ? null : keys.Syntheses(id, judges),
            "syntheses",
            parts,
            SynthesesFormat.Read,
            measure,
            SynthesesFormat.Write
        );

    private T Get<T>(
        MeasurementKey? key,
        string what,
        ICollection<MeasuredPart> parts,
        Func<StoredMeasurement, T> read,
        Func<T> measure,
        Func<StoredMeasurement, T, StoredMeasurement> write
    )
    {
        (T value, StoredMeasurement from) = key is null
            ? (measure(), new StoredMeasurement())
            : store!.Get(key, read, measure, write);
        parts.Add(new(what, from.MeasuredAt, from.Machine, from.WasRead));
        return value;
    }
}
