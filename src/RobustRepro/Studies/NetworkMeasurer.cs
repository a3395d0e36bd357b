using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Studies;

/// <summary>Takes all measurements of one network.</summary>
public sealed class NetworkMeasurer(IReadOnlyDictionary<string, StimulusSet> sets, AttackGrid grid, torch.Device? device = null)
{
    /// <param name="name">For tables.</param>
    /// <param name="provenance">The weight file and its hash.</param>
    public NetworkMeasurements Measure(NormalizedModel model, string name, string provenance)
    {
        Dictionary<string, Decisions> decisions = sets.ToDictionary(p => p.Key, p => AsDecisions(name, p.Value, Accuracy.Answers(model, p.Value, device)));
        StimulusSet intact = sets[StimulusSets.Intact];
        return new(name, provenance, decisions, grid.TrainingEps, AttackAll(model, name, intact, decisions[StimulusSets.Intact].Response));
    }

    /// <summary>
    /// From small to large eps. An image that fell at a smaller eps is not attacked again: the larger ball contains the perturbation that
    /// broke it.
    /// </summary>
    private List<(float, Decisions)> AttackAll(NormalizedModel model, string name, StimulusSet intact, int[] clean)
    {
        int count = Math.Min(grid.Images, intact.Count);
        int[] labels = intact.Labels[..count];
        int[] answers = clean[..count];
        var curve = new List<(float, Decisions)>();
        foreach (float eps in grid.Eps)
        {
            int[] standing = [.. Enumerable.Range(0, count).Where(i => answers[i] == labels[i])];
            answers = [.. answers];
            if (standing.Length > 0)
            {
                using Tensor index = tensor(standing.Select(i => (long)i).ToArray());
                using StimulusSet rest = new(intact.Name, intact.Classes, intact.Images.index_select(0, index), [.. standing.Select(i => intact.Shape[i])], [.. standing.Select(i => intact.Texture[i])]);
                int[] after = Accuracy.AnswersUnderAttack(model, rest, rest.Count, grid.At(eps), device);
                for (int k = 0; k < standing.Length; k++)
                    answers[standing[k]] = after[k];
            }
            curve.Add((eps, AsDecisions(name, intact, answers)));
        }
        return curve;
    }

    private static Decisions AsDecisions(string name, StimulusSet set, int[] answers) => new(
        name,
        set.Classes,
        [.. Enumerable.Range(0, answers.Length).Select(i => i.ToString("0000", CultureInfo.InvariantCulture))],
        set.Shape[..answers.Length],
        set.Texture[..answers.Length],
        answers);
}
