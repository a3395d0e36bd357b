using RobustRepro.Measures.Synthesis;
using RobustRepro.Measuring.Synthesis;
using RobustRepro.Models;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>Who judges the images that a network drew: networks that had no part in it.</summary>
internal static class SynthesisPanel
{
    /// <summary>Said where <see cref="Of"/> finds nobody.</summary>
    public const string NoJudge =
        "no network is there to judge what another draws: it takes a second architecture, or a second seed";

    /// <summary>Each is loaded when it is asked.</summary>
    public static IReadOnlyList<PanelMember> Members(
        IReadOnlyList<NetworkId> judges,
        Func<NetworkId, NormalizedModel> load
    ) => [.. judges.Select(j => new PanelMember(j.ToString(), j.Mode, () => load(j)))];

    /// <summary>S and R of the first seeds of every other architecture; where there is no other, those of the first
    /// other seeds.</summary>
    public static IReadOnlyList<NetworkId> Of(IStudyNetworks networks, NetworkId id)
    {
        Architecture[] others = [.. networks.Architectures.Where(a => a.Name != id.Architecture)];
        IEnumerable<(string Architecture, int Seed)> seeds =
            others.Length > 0
                ? others.SelectMany(a =>
                    networks.Seeds(a.Name).Take(SynthesisRule.SeedsOfJudges).Select(s => (a.Name, s))
                )
                : networks
                    .Seeds(id.Architecture)
                    .Where(s => s != id.Seed)
                    .Take(SynthesisRule.SeedsOfJudges)
                    .Select(s => (id.Architecture, s));
        return
        [
            .. seeds.SelectMany(s =>
                new[] { TrainingMode.Standard, TrainingMode.Robust }.Select(mode => new NetworkId(
                    s.Architecture,
                    mode,
                    s.Seed
                ))
            ),
        ];
    }
}
