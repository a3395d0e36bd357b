using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Studies.PublishedDecisions;

/// <summary>Writes a network's decisions where model-vs-human looks for them: a folder per data set in its
/// <c>raw-data</c>, a CSV file per observer in it.</summary>
public static class DecisionFiles
{
    private static readonly (StimulusName Set, string DataSet)[] DataSets =
    [
        (StimulusName.CueConflict, "cue-conflict"),
        (StimulusName.Edges, "edge"),
        (StimulusName.Silhouettes, "silhouette"),
    ];

    /// <summary>Decisions on those of the sets that the network was shown.</summary>
    /// <param name="folder">Gets the data sets' folders.</param>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Write(string folder, NetworkMeasurements network)
    {
        List<string> written = [];
        foreach ((StimulusName set, string dataSet) in DataSets)
        {
            if (!network.Decisions.TryGetValue(set, out Decisions? decisions))
                continue;
            string path = Path.Combine(folder, dataSet, DecisionCsv.FileName(dataSet, network.Name));
            DecisionCsv.Write(path, decisions);
            written.Add(path);
        }
        return written;
    }
}
