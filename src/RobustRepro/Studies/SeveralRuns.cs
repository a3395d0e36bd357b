using System.Globalization;
using RobustRepro.Models;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>Several training runs of a network that the user named, S and R; there may be more of one than of the
/// other.</summary>
/// <param name="pairs">Run k of S and run k of R; where there are fewer of one, its last again.</param>
/// <param name="standard">How many S there are.</param>
/// <param name="robust">How many R there are.</param>
internal sealed class SeveralRuns(IReadOnlyList<IStudyNetworks> pairs, int standard, int robust) : IStudyNetworks
{
    public IReadOnlyList<Architecture> Architectures => pairs[0].Architectures;

    public bool HasUntrained => pairs[0].HasUntrained;

    public string? WithoutLayers => pairs.Select(p => p.WithoutLayers).FirstOrDefault(r => r is not null);

    public string? WithoutFilters => pairs.Select(p => p.WithoutFilters).FirstOrDefault(r => r is not null);

    public int SideBySide => pairs.Min(p => p.SideBySide);

    public IReadOnlyList<int> Seeds(string architecture) => [.. Enumerable.Range(0, Math.Min(standard, robust))];

    public IReadOnlyList<int> FurtherSeeds(string architecture, TrainingMode mode)
    {
        int paired = Math.Min(standard, robust),
            all = mode == TrainingMode.Robust ? robust : standard;
        return [.. Enumerable.Range(paired, all - paired)];
    }

    public string PairLabel(int seed) => string.Create(CultureInfo.InvariantCulture, $"run {seed + 1}");

    /// <exception cref="InvalidInputException">Weights are missing or damaged, or the runs' networks have other layers
    /// to look into.</exception>
    public NormalizedModel Load(NetworkId id)
    {
        IStudyNetworks own = Of(id);
        IReadOnlyList<string> layers = own.Architectures.First(a => a.Name == id.Architecture).Layers,
            first = Architectures.First(a => a.Name == id.Architecture).Layers;
        if (!layers.SequenceEqual(first))
            throw new InvalidInputException(
                $"run {id.Seed + 1} has the layers {List(layers)} and run 1 {List(first)}: runs are of one network, "
                    + "trained several times"
            );
        return own.Load(In(id));
    }

    public string? Fingerprint(NetworkId id) => id.Mode == TrainingMode.Untrained ? null : Of(id).Fingerprint(In(id));

    public string Source(NetworkId id) => Of(id).Source(In(id));

    private static string List(IReadOnlyList<string> layers) =>
        layers.Count == 0 ? "(none)" : string.Join(", ", layers);

    private IStudyNetworks Of(NetworkId id) => pairs[Math.Min(id.Seed, pairs.Count - 1)];

    /// <summary>As the network is called among those of its own run.</summary>
    private static NetworkId In(NetworkId id) => id with { Seed = 0 };
}
