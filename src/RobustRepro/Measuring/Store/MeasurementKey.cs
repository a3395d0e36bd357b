using RobustRepro.Files;

namespace RobustRepro.Measuring.Store;

/// <summary>What one stored measurement is of, and everything that its numbers depend on.</summary>
/// <param name="Study">Its name; where people look for the file.</param>
/// <param name="Network">Its name; where people look for the file.</param>
/// <param name="Part">What was measured: answers, attack, filters, noise, concepts, detectors,
/// single-units, pictures, tally.</param>
/// <param name="Set">The stimulus set; empty where the part is of none, or of several.</param>
/// <param name="DependsOn">In words, in a fixed order: weights, images, settings, device, libtorch, code.</param>
public sealed record MeasurementKey(
    string Study,
    string Network,
    string Part,
    string Set,
    IReadOnlyList<(string What, string Value)> DependsOn
)
{
    /// <summary>SHA-256 over part, set and all that the numbers depend on. Names of studies, networks and files are not
    /// in it: the same weights on the same images give the same numbers under any name.</summary>
    public string Hash =>
        Sha256.Of(Sha256.BytesOf([Part, Set, .. DependsOn.SelectMany(d => new[] { d.What, d.Value })]));

    /// <summary>For people: what it is.</summary>
    public override string ToString() => Set == "" ? $"{Network}, {Part}" : $"{Network}, {Part}, {Set}";
}
