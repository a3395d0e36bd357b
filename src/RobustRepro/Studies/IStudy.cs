using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Stimuli;
using RobustRepro.Tables;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>A study: stimuli and networks on which claims are judged.</summary>
public interface IStudy
{
    string Name { get; }

    /// <summary>One line for the report: what the images are, and how many.</summary>
    string Description { get; }

    /// <summary>Those that the study has images for.</summary>
    IReadOnlyList<Claim> Claims { get; }

    IReadOnlyList<Architecture> Architectures { get; }

    /// <summary>Seeds for which there are an S and an R.</summary>
    IReadOnlyList<int> SeedsOf(string architecture);

    /// <summary>What the pair of a seed is called in tables.</summary>
    string PairLabel(int seed);

    /// <summary>Seeds for which there is one more S, for the S-versus-S control: as many as <see cref="SeedsOf"/>, or
    /// none.</summary>
    IReadOnlyList<int> ControlSeedsOf(string architecture);

    /// <summary>Seeds for which there is an S stopped at its R's clean accuracy, for the accuracy-matched control; a
    /// part of <see cref="SeedsOf"/>, or none.</summary>
    IReadOnlyList<int> MatchedSeedsOf(string architecture);

    /// <summary>How many networks are best measured at the same time.</summary>
    int SideBySide { get; }

    /// <summary>The attacks at which networks are measured.</summary>
    AttackGrid Attacks { get; }

    /// <summary>Every stimulus set, by the names of <see cref="StimulusSets"/>.</summary>
    IReadOnlyDictionary<string, IStimulusSet> Stimuli { get; }

    /// <summary>Labelled images for network dissection.</summary>
    /// <exception cref="InvalidInputException">The study was given none; <see cref="Absent"/> says so too.</exception>
    IProbe Probe { get; }

    /// <summary>What the study was not given, by the names of <see cref="StimulusSets"/>: a sentence on what is missing
    /// and which setting would give it.</summary>
    IReadOnlyDictionary<string, string> Absent { get; }

    /// <summary>What was left out altogether, and why: an architecture without its networks, for example.</summary>
    IReadOnlyList<string> LeftOut { get; }

    /// <summary>Tables beside the claims, such as comparisons with what others found on the same networks; printed, and
    /// shown among the controls.</summary>
    /// <param name="pairs">The first pair of each architecture, as measured.</param>
    IReadOnlyList<ResultTable> Checks(IReadOnlyDictionary<string, NetworkPair> pairs);

    /// <summary>Told how far each measurement is; null for nobody.</summary>
    IProgress<MeasurementProgress>? Progress { get; set; }

    /// <summary>Numbers of the probe's concepts that no training image shows.</summary>
    IReadOnlySet<int> UnseenConcepts { get; }

    /// <summary>By claim: what the study's images make of it. Shown in the report, whatever the verdict.</summary>
    IReadOnlyDictionary<string, string> Remarks { get; }

    /// <summary>What the numbers rest on besides weights: key and value per line of the report's provenance.</summary>
    IReadOnlyList<(string Key, string Value)> Provenance { get; }

    /// <summary>Loads a network and measures what is asked for; each part and each set is measured once per process.
    /// Safe to call from several threads.</summary>
    /// <param name="sets">Names of the stimulus sets to be answered, those that the study does not have among them or
    /// not; null for all. The result may hold more.</param>
    /// <exception cref="InvalidInputException">The weights are missing or damaged.</exception>
    NetworkMeasurements Measure(NetworkId id, MeasurementParts parts, IReadOnlyCollection<string>? sets = null);

    /// <summary>A network of the study, on the CPU, in evaluation mode.</summary>
    /// <exception cref="InvalidInputException">The weights are missing or damaged.</exception>
    NormalizedModel Load(NetworkId id);

    /// <summary>What the units of an untrained network detect, and what they would by chance: with the labels of other
    /// images. Measured once per process.</summary>
    (IReadOnlyList<LayerConcepts> Own, IReadOnlyList<LayerConcepts> Shuffled) Untrained(string architecture);

    /// <exception cref="InvalidInputException">There is no such claim, or the study has no images for it.</exception>
    Claim Claim(string id) =>
        Claims.FirstOrDefault(c => c.Id == id)
        ?? throw new InvalidInputException(
            $"the {Name} study has no images for claim '{ClaimRegistry.Find(id).Id}'; its claims: "
                + $"{string.Join(", ", Claims.Select(c => c.Id))}"
        );

    /// <exception cref="InvalidInputException">The study has no architecture of that name, or not its
    /// networks.</exception>
    Architecture Architecture(string name) =>
        Architectures.FirstOrDefault(a => a.Name == name)
        ?? throw (
            LeftOut.FirstOrDefault(l => l.StartsWith($"{name}:", StringComparison.Ordinal)) is { } reason
                ? new InvalidInputException(reason)
                : InvalidInputException.Unknown("architecture", name, Architectures.Select(a => a.Name))
        );
}
