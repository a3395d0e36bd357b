using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Tests.Claims;

/// <summary>Networks that answer as a test wants: of every ten images in a row the first so many right.</summary>
internal static class Synthetic
{
    public const int Count = 300;
    private const int Classes = 10;
    private static readonly string[] Categories = [.. Enumerable.Range(0, Classes).Select(c => $"class{c}")];
    private static readonly string[] Images = [.. Enumerable.Range(0, Count).Select(i => $"image{i}")];

    /// <summary>The network with other answers to a set.</summary>
    public static NetworkMeasurements With(NetworkMeasurements network, StimulusName set, Decisions answers) =>
        network with
        {
            Decisions = new Dictionary<StimulusName, Decisions>(network.Decisions) { [set] = answers },
        };

    /// <summary>The network without answers to some sets.</summary>
    public static NetworkMeasurements Without(NetworkMeasurements network, params StimulusName[] sets) =>
        network with
        {
            Decisions = network.Decisions.Where(d => !sets.Contains(d.Key)).ToDictionary(),
        };

    /// <summary>The answers to the first images alone.</summary>
    public static Decisions Part(Decisions all, int first) =>
        new(
            all.Observer,
            all.Categories,
            [.. all.Images.Take(first)],
            all.Shape[..first],
            all.Texture[..first],
            all.Response[..first]
        );

    /// <summary>The same answers to images of other names: they were not made of the intact ones.</summary>
    public static Decisions Renamed(Decisions all) =>
        new(
            all.Observer,
            all.Categories,
            [.. all.Images.Select(i => $"other {i}")],
            all.Shape,
            all.Texture,
            all.Response
        );

    /// <summary>Accuracies per set, in tenths; of cue conflicts the shape decisions, the rest go to texture (or, beyond
    /// <c>Decided</c>, to neither).</summary>
    public sealed record Network
    {
        public int Intact { get; init; } = 10;

        public int Shape { get; init; } = 5;

        public int Decided { get; init; } = 10;

        public int TexturePatches { get; init; } = 8;

        public int Silhouettes { get; init; } = 8;

        public int Contours { get; init; } = 8;

        public int Flat { get; init; } = 8;

        public int Scrambled { get; init; } = 5;

        public int UnderAttack { get; init; } = 5;

        /// <summary>Decisions for the coarse image of hybrids; the rest go to the fine one.</summary>
        public int Coarse { get; init; } = 5;

        /// <summary>Low and high frequencies alone.</summary>
        public int Frequencies { get; init; } = 8;

        public int Noisy { get; init; } = 5;

        public bool CuesAlone { get; init; } = true;

        public NetworkMeasurements Measure()
        {
            Dictionary<StimulusName, Decisions> sets = new()
            {
                [StimulusName.Intact] = Answers(Intact),
                [StimulusName.CueConflict] = CueConflict(Shape),
                [StimulusName.Contours] = Answers(Contours),
                [StimulusName.Flat] = Answers(Flat),
                [StimulusName.Scrambled] = Answers(Scrambled),
            };
            if (CuesAlone)
            {
                sets[StimulusName.TexturePatches] = Answers(TexturePatches);
                sets[StimulusName.Silhouettes] = Answers(Silhouettes);
                foreach (double cutOff in StimulusName.HybridCutOffs)
                {
                    sets[StimulusName.Hybrid(cutOff)] = CueConflict(Coarse);
                    sets[StimulusName.LowPass(cutOff)] = sets[StimulusName.HighPass(cutOff)] = Answers(Frequencies);
                }
                foreach (int severity in StimulusName.Severities)
                    sets[StimulusName.Corrupted("gaussian_noise", severity)] = Answers(Noisy);
            }
            return new("network", "test", sets, 2, [(1, Answers(9)), (2, Answers(UnderAttack))]);
        }

        private Decisions CueConflict(int forShape)
        {
            int[] shape = [.. Enumerable.Range(0, Count).Select(i => i / 10 % Classes)],
                texture = [.. shape.Select(s => (s + 1) % Classes)];
            return new(
                "network",
                Categories,
                Images,
                shape,
                texture,
                [
                    .. Enumerable
                        .Range(0, Count)
                        .Select(i =>
                            Rank(i) >= Decided ? (shape[i] + 2) % Classes
                            : Rank(i) < forShape ? shape[i]
                            : texture[i]
                        ),
                ]
            );
        }

        private static Decisions Answers(int tenths)
        {
            int[] label = [.. Enumerable.Range(0, Count).Select(i => i / 10 % Classes)];
            return new(
                "network",
                Categories,
                Images,
                label,
                label,
                [.. Enumerable.Range(0, Count).Select(i => Rank(i) < tenths ? label[i] : (label[i] + 1) % Classes)]
            );
        }

        private static int Rank(int image) => image % 10;
    }
}
