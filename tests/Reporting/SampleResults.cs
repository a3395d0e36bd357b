using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Tests.Claims;

namespace RobustRepro.Tests.Reporting;

/// <summary>Invented networks, deterministic, with the shares asked for: enough to judge claims and draw every
/// figure.</summary>
internal static class SampleResults
{
    public static readonly IReadOnlyList<string> Categories =
    [
        "circle",
        "square",
        "triangle",
        "pentagon",
        "hexagon",
        "star",
        "cross",
        "crescent",
        "ring",
        "arrow",
    ];

    private static readonly StimulusName[] Sets =
    [
        StimulusName.Silhouettes,
        StimulusName.Contours,
        StimulusName.Flat,
        StimulusName.TexturePatches,
        StimulusName.Scrambled,
    ];

    /// <summary>Pairs of one architecture whose R is as much better as <paramref name="effect"/> says (1: clearly; 0:
    /// not at all).</summary>
    public static IReadOnlyList<NetworkPair> Pairs(
        string architecture,
        double effect,
        int seeds = 3,
        double textureAlone = 0.9
    ) =>
        [
            .. Enumerable
                .Range(0, seeds)
                .Select(seed => new NetworkPair(
                    $"seed {seed}",
                    Network($"{architecture}-standard-{seed}", 0.2 + 0.02 * seed, 0, textureAlone, seed),
                    Network(
                        $"{architecture}-robust-{seed}",
                        0.2 + 0.5 * effect + 0.03 * seed,
                        effect,
                        textureAlone,
                        100 + seed
                    )
                )),
        ];

    public static ClaimResult Judge(
        Claim claim,
        string architecture,
        double effect,
        int seeds = 3,
        double textureAlone = 0.9
    ) => claim.Judge("trifeature", architecture, Pairs(architecture, effect, seeds, textureAlone));

    private static NetworkMeasurements Network(
        string name,
        double shapeBias,
        double robust,
        double textureAlone,
        int seed
    )
    {
        var decisions = new Dictionary<StimulusName, Decisions>
        {
            [StimulusName.Intact] = Answers(name, 200, 0.97, seed),
            [StimulusName.CueConflict] = Conflict(name, shapeBias, seed + 1),
        };
        double[] accuracy =
        [
            0.35 + 0.6 * robust,
            0.4 + 0.5 * robust,
            0.6 + 0.35 * robust,
            textureAlone - 0.4 * robust,
            0.7 - 0.3 * robust,
        ];
        for (int i = 0; i < Sets.Length; i++)
            decisions[Sets[i]] = Answers(name, 200, accuracy[i], seed + 2 + i);
        foreach (double cutOff in StimulusName.HybridCutOffs)
        {
            decisions[StimulusName.Hybrid(cutOff)] = Conflict(
                name,
                Math.Max(0.05, 0.9 - 0.3 * cutOff + 0.4 * robust),
                seed + 20
            );
            decisions[StimulusName.LowPass(cutOff)] = Answers(name, 200, 0.8 - 0.15 * cutOff, seed + 21);
            decisions[StimulusName.HighPass(cutOff)] = Answers(name, 200, 0.3 + 0.15 * cutOff, seed + 22);
        }
        foreach (int severity in StimulusName.Severities)
            decisions[StimulusName.Corrupted("gaussian_noise", severity)] = Answers(
                name,
                200,
                0.9 - (0.15 - 0.1 * robust) * severity,
                seed + 23
            );
        (float, Decisions)[] underAttack =
        [
            .. new[] { 0.5f, 1f, 1.5f, 2f, 3f }.Select(eps =>
                (
                    eps,
                    Answers(
                        name,
                        200,
                        Math.Max(0.01, robust > 0 ? 0.97 - eps * (0.32 - 0.15 * robust) : 0.9 - eps),
                        seed + 9
                    )
                )
            ),
        ];
        var units = new SyntheticUnits
        {
            LowLevel = (int)(5 + 3 * robust),
            Concepts = robust > 0.5 ? 1 : 2,
            Entropy = 3 - 0.5 * robust,
            Variation = 1.8 - 0.4 * robust,
            Noisy = 2 - 0.5 * robust,
        };
        return new(name, $"{name}.safetensors, SHA-256 0f0e0d0c", decisions, 2f, underAttack, units.Measure().Units);
    }

    private static Decisions Answers(string observer, int count, double accuracy, int seed)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % Categories.Count)];
        int[] response =
        [
            .. labels.Select(l =>
                random.NextDouble() < accuracy ? l : (l + 1 + random.Next(Categories.Count - 1)) % Categories.Count
            ),
        ];
        return new(observer, Categories, Names(count), labels, labels, response);
    }

    private static Decisions Conflict(string observer, double bias, int seed)
    {
        const int count = 450;
        var random = new Random(seed);
        int[] shape = [.. Enumerable.Range(0, count).Select(i => i % 10)],
            texture = [.. shape.Select((s, i) => (s + 1 + i / 10 % 9) % 10)];
        int[] response =
        [
            .. shape.Select(
                (s, i) =>
                    random.NextDouble() > 0.85 ? -1
                    : random.NextDouble() < Math.Clamp(bias + (s - 4.5) * 0.03, 0, 1) ? s
                    : texture[i]
            ),
        ];
        return new(observer, Categories, Names(count), shape, texture, response);
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"image {i}")];
}
