using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>The studies that <c>verify</c> can run, by name.</summary>
public static class StudyRegistry
{
    public static IReadOnlyList<string> Names { get; } = ["trifeature"];

    /// <param name="weights">Folder of the weights, or null for those that come with the suite.</param>
    /// <exception cref="InvalidInputException">No study has that name.</exception>
    public static IStudy Open(string name, string? weights = null, torch.Device? device = null) => name switch
    {
        "trifeature" => new TrifeatureStudy(weights, device),
        _ => throw InvalidInputException.Unknown("study", name, Names),
    };
}
