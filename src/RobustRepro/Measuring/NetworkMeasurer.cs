using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Measuring;

/// <summary>Asks one network for its answers, on stimuli as they are and under attack.</summary>
internal sealed class NetworkMeasurer(
    IReadOnlyDictionary<StimulusName, IStimulusSet> sets,
    AttackGrid grid,
    torch.Device? device = null
)
{
    /// <summary>Images that are attacked are in memory: no more than so many at once.</summary>
    private const int ImagesInMemory = 500;

    /// <summary>How a set is answered, by its name; by the class with the highest logit unless set.</summary>
    public Func<StimulusName, AnswerRule> RuleOf { get; init; } = _ => AnswerRule.HighestLogit;

    /// <summary>Told what is done in this stage, and how many images there are.</summary>
    public Action<string, int, int>? Progress { get; init; }

    /// <summary>Answers on one set.</summary>
    /// <param name="name">Of the network, for tables.</param>
    /// <param name="set">Name of the set.</param>
    public Decisions Answers(NormalizedModel model, string name, StimulusName set)
    {
        IStimulusSet images = sets[set];
        return AsDecisions(
            name,
            images,
            Accuracy.Answers(model, images, device, RuleOf(set), done => Progress?.Invoke(set.Text, done, images.Count))
        );
    }

    /// <summary>
    /// From small to large eps, then the stronger attacks. An image that fell before is not attacked again: the larger
    /// ball contains the perturbation that broke it, and so does the same ball for an attack that is stronger.
    /// </summary>
    /// <param name="measured">Holds the answers on the intact images.</param>
    /// <returns>The measurements with the answers under attack.</returns>
    public NetworkMeasurements UnderAttack(NormalizedModel model, NetworkMeasurements measured)
    {
        IStimulusSet intact = sets[StimulusName.Intact];
        int count = Math.Min(grid.Images, intact.Count);
        int[] answers = measured.Decisions[StimulusName.Intact].Response[..count];
        var curve = new List<(float, Decisions)>();
        int[] atTrainingEps = answers;
        foreach (float eps in grid.Eps)
        {
            answers = Attack(model, intact, answers, grid.At(eps), $"{grid.Name} eps {eps:0.##}");
            curve.Add((eps, AsDecisions(measured.Name, intact, answers)));
            if (eps == grid.TrainingEps)
                atTrainingEps = answers;
        }
        var stronger = new List<(string, Decisions)>();
        foreach (int steps in grid.StrongerSteps)
        {
            var attack = grid.Stronger(steps);
            atTrainingEps = Attack(
                model,
                intact,
                atTrainingEps,
                attack,
                $"PGD-{steps} {grid.Norm} eps {grid.TrainingEps:0.##}"
            );
            stronger.Add(
                (
                    $"PGD-{steps}, step {attack.StepSize:0.####}, on what withstands the attack before",
                    AsDecisions(measured.Name, intact, atTrainingEps)
                )
            );
        }
        return measured with { AttackName = grid.Name, UnderAttack = curve, UnderStrongerAttack = stronger };
    }

    /// <summary>The answers after one more attack on the images that are still right.</summary>
    private int[] Attack(
        NormalizedModel model,
        IStimulusSet intact,
        int[] answers,
        Attacks.ProjectedGradientDescent attack,
        string stage
    )
    {
        int[] labels = intact.Labels,
            after = [.. answers];
        int[] standing = [.. Enumerable.Range(0, answers.Length).Where(i => answers[i] == labels[i])];
        int done = 0;
        foreach (int[] chunk in standing.Chunk(ImagesInMemory))
        {
            using StimulusSet rest = intact.Select(chunk);
            int[] attacked = Accuracy.AnswersUnderAttack(
                model,
                rest,
                rest.Count,
                attack,
                device,
                n => Progress?.Invoke(stage, done + n, standing.Length)
            );
            for (int k = 0; k < chunk.Length; k++)
                after[chunk[k]] = attacked[k];
            done += chunk.Length;
            if (done < standing.Length)
                FinalizerPause.RunFinalizers();
        }
        return after;
    }

    private static Decisions AsDecisions(string name, IStimulusSet set, int[] answers) =>
        new(
            name,
            set.Classes,
            [.. Enumerable.Range(0, answers.Length).Select(set.NameOf)],
            set.Shape[..answers.Length],
            set.Texture[..answers.Length],
            answers
        );
}
