using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>Asks one network for its answers, on stimuli as they are and under attack.</summary>
public sealed class NetworkMeasurer(IReadOnlyDictionary<string, IStimulusSet> sets, AttackGrid grid, torch.Device? device = null)
{
    /// <summary>Answers on every stimulus set; nothing else is measured yet.</summary>
    /// <param name="name">For tables.</param>
    /// <param name="provenance">The weight file and its hash.</param>
    public NetworkMeasurements Answers(NormalizedModel model, string name, string provenance) =>
        new(name, provenance, sets.ToDictionary(p => p.Key, p => AsDecisions(name, p.Value, Accuracy.Answers(model, p.Value, device))), grid.TrainingEps, []);

    /// <summary>
    /// From small to large eps. An image that fell at a smaller eps is not attacked again: the larger ball contains the perturbation that
    /// broke it.
    /// </summary>
    /// <param name="measured">Holds the answers on the intact images.</param>
    public IReadOnlyList<(float Eps, Decisions Answers)> UnderAttack(NormalizedModel model, NetworkMeasurements measured)
    {
        IStimulusSet intact = sets[StimulusSets.Intact];
        int count = Math.Min(grid.Images, intact.Count);
        int[] labels = intact.Labels[..count];
        int[] answers = measured.Decisions[StimulusSets.Intact].Response[..count];
        var curve = new List<(float, Decisions)>();
        foreach (float eps in grid.Eps)
        {
            int[] standing = [.. Enumerable.Range(0, count).Where(i => answers[i] == labels[i])];
            answers = [.. answers];
            if (standing.Length > 0)
            {
                using StimulusSet rest = intact.Select(standing);
                int[] after = Accuracy.AnswersUnderAttack(model, rest, rest.Count, grid.At(eps), device);
                for (int k = 0; k < standing.Length; k++)
                    answers[standing[k]] = after[k];
            }
            curve.Add((eps, AsDecisions(measured.Name, intact, answers)));
        }
        return curve;
    }

    private static Decisions AsDecisions(string name, IStimulusSet set, int[] answers) => new(
        name,
        set.Classes,
        [.. Enumerable.Range(0, answers.Length).Select(i => i.ToString("0000", CultureInfo.InvariantCulture))],
        set.Shape[..answers.Length],
        set.Texture[..answers.Length],
        answers);
}
