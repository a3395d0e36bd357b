using System.Text.Json;
using RobustRepro.Attacks;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Conformance;

/// <summary>An entry of the reference's attacks.json.</summary>
internal sealed record ReferenceAttack(
    string Name,
    string Constraint,
    float Eps,
    float StepSize,
    int Iterations,
    bool UseBest,
    bool RandomStart,
    float[] CleanLoss,
    float[] AdversarialLoss,
    float[] Distance
)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public ProjectedGradientDescent Attack =>
        new(new(Constraint == "2" ? Norm.L2 : Norm.Linf, Eps), StepSize, Iterations)
        {
            UseBest = UseBest,
            RandomStart = RandomStart,
        };

    public static IReadOnlyList<ReferenceAttack> ReadAll()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("attacks.json")));
        return json.RootElement.GetProperty("attacks").Deserialize<ReferenceAttack[]>(Format)!;
    }
}
