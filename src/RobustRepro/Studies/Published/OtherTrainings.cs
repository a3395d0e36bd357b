using RobustRepro.Claims.Trends;
using RobustRepro.Files;

namespace RobustRepro.Studies.Published;

/// <summary>ResNet-50s that were trained without attacks, by the names of the published benchmark and in its groups
/// (<c>fixtures/published/resnet50-trainings.csv</c>).</summary>
internal static class OtherTrainings
{
    private const string Model = "model",
        Group = "group";

    private static readonly Lazy<IReadOnlyList<(string Name, string Group)>> Listed = new(() =>
        Load(Path.Combine(Fixtures.Folder, "published", "resnet50-trainings.csv"))
    );

    /// <summary>A measure of those that a benchmark has.</summary>
    public static IReadOnlyList<OtherTraining> In(INumbers numbers, PublishedMeasure measure) =>
        [
            .. Listed
                .Value.Where(t => numbers.Networks.Contains(t.Name))
                .Select(t => new OtherTraining(t.Name, t.Group, measure.Of(column => numbers.Of(t.Name, column)))),
        ];

    private static List<(string, string)> Load(string path)
    {
        using var table = new CsvTable(CsvTable.Load(path), path, [Model, Group]);
        List<(string, string)> trainings = [];
        while (table.Read())
            trainings.Add((table[Model], table[Group]));
        return trainings;
    }
}
