using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>A study: stimuli and networks on which claims are judged.</summary>
public interface IStudy
{
    StudyInfo Info { get; }

    IStudyNetworks Networks { get; }

    StudyStimuli Stimuli { get; }

    /// <summary>The attacks at which networks are measured.</summary>
    AttackGrid Attacks { get; }

    /// <summary>The claims that the study has images for.</summary>
    IReadOnlyList<Claim> Claims { get; }

    /// <summary>Claims that take as long as all others together: judged where somebody asks for them.</summary>
    IReadOnlyList<Claim> OnRequest => [];

    /// <summary>Loads a network and measures what is asked for; each part and each set is measured once per process.
    /// Safe to call from several threads. The result may hold more than was asked for.</summary>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <exception cref="InvalidInputException">The weights are missing or damaged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, between two batches of images.</exception>
    NetworkMeasurements Measure(
        NetworkId network,
        MeasurementRequest request,
        IProgress<MeasurementProgress>? progress = null,
        CancellationToken cancellation = default
    );
}
