using RobustRepro;
using RobustRepro.Checkpoints;
using RobustRepro.Models;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace OwnStudy;

/// <summary>Two weight files of one architecture.</summary>
internal sealed class PairOfFiles(Architecture architecture, int classes, string standard, string robust)
    : IStudyNetworks
{
    public IReadOnlyList<Architecture> Architectures => [architecture];

    public IReadOnlyList<int> Seeds(string architecture) => [0];

    public string PairLabel(int seed) => "S and R";

    public NormalizedModel Load(NetworkId id)
    {
        LoadedCheckpoint loaded = Checkpoint.Load(Source(id), architecture);
        return loaded.Classes == classes
            ? loaded.Model
            : throw new InvalidInputException($"{Source(id)}: {loaded.Classes} classes, expected {classes}");
    }

    public string Source(NetworkId id) => id.Mode == TrainingMode.Standard ? standard : robust;
}
