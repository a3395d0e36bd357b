using RobustRepro.Attacks;
using RobustRepro.Attacks.Auto;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

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
    /// Answers within every eps of the grid, and under the stronger attacks. The training eps, at which S and R are
    /// compared, comes first and meets every image that the network knows. Then larger eps meet the images that
    /// withstood, and smaller ones those that fell; a perturbation found at one eps is a mistake within every eps that
    /// it fits into. An image that withstands an eps is taken to withstand the smaller ones, which hold fewer
    /// perturbations: they are not searched again.
    /// </summary>
    /// <param name="measured">Holds the answers on the intact images.</param>
    /// <returns>The measurements with the answers under attack.</returns>
    public NetworkMeasurements UnderAttack(NormalizedModel model, NetworkMeasurements measured)
    {
        IStimulusSet intact = sets[StimulusName.Intact];
        int count = grid.ImagesOf(intact.Count),
            few = grid.StrongerImagesOf(intact.Count);
        int[] clean = measured.Decisions[StimulusName.Intact].Response[..count],
            labels = intact.Labels;
        FoundMistake[] found =
        [
            .. clean.Select((answer, i) => answer == labels[i] ? FoundMistake.None(answer) : new(0, answer)),
        ];
        void Try(ProjectedGradientDescent attack, int first, Func<FoundMistake, bool>? asks = null)
        {
            float eps = attack.Threat.Eps;
            string stage = $"PGD-{attack.Steps} {grid.Norm} eps {eps:0.##}";
            int[] images =
            [
                .. Enumerable.Range(0, first).Where(i => !found[i].Within(eps) && asks?.Invoke(found[i]) != false),
            ];
            Search(model, intact, images, found, attack, stage);
        }
        Decisions At(float eps, int first) =>
            AsDecisions(
                measured.Name,
                intact,
                [.. found.Take(first).Select((f, i) => f.Within(eps) ? f.Answer : labels[i])]
            );

        Try(grid.At(grid.TrainingEps), count);
        foreach (float eps in grid.Eps.Where(e => e > grid.TrainingEps))
            Try(grid.At(eps), count);
        float above = grid.TrainingEps;
        foreach (float eps in grid.Eps.Where(e => e < grid.TrainingEps).Reverse())
        {
            Try(grid.At(eps), count, f => f.Within(above));
            above = eps;
        }
        (float, Decisions)[] curve = [.. grid.Eps.Select(eps => (eps, At(eps, count)))];
        var stronger = new List<(string, Decisions)>();
        foreach (int steps in grid.StrongerSteps)
        {
            ProjectedGradientDescent attack = grid.Stronger(steps);
            Try(attack, few);
            stronger.Add(
                (
                    $"PGD-{steps}, step {attack.StepSize:0.####}, on what withstands the attack before"
                        + (few < count ? $", first {few} images" : ""),
                    At(grid.TrainingEps, few)
                )
            );
        }
        return measured with
        {
            AttackName = grid.Name,
            UnderAttack = curve,
            UnderStrongerAttack = stronger,
            AutoAttack = grid.AutoAttackImages > 0 ? UnderAutoAttack(model, measured.Name) : null,
        };
    }

    private AutoAttacked UnderAutoAttack(NormalizedModel model, string name)
    {
        IStimulusSet intact = sets[StimulusName.Intact];
        using StimulusSet first = intact.Select([
            .. Enumerable.Range(0, Math.Min(grid.AutoAttackImages, intact.Count)),
        ]);
        using Tensor images = first.Batch(0, first.Count);
        AutoAttackResult result = grid.Auto.Run(
            model,
            images,
            first.Labels,
            device,
            (stage, done, all) => Progress?.Invoke($"AutoAttack, {stage}", done, all)
        );
        return new(result, AsDecisions(name, intact, [.. result.Answers]), first.Fingerprint());
    }

    /// <summary>Attacks these images, and keeps the smallest mistake that is known of each.</summary>
    private void Search(
        NormalizedModel model,
        IStimulusSet intact,
        int[] images,
        FoundMistake[] found,
        ProjectedGradientDescent attack,
        string stage
    )
    {
        var search = new MistakeSearch(model, attack, device);
        int done = 0;
        foreach (int[] chunk in images.Chunk(ImagesInMemory))
        {
            using StimulusSet rest = intact.Select(chunk);
            FoundMistake[] mistakes = search.Run(rest, n => Progress?.Invoke(stage, done + n, images.Length));
            for (int k = 0; k < chunk.Length; k++)
            {
                if (mistakes[k].Norm < found[chunk[k]].Norm)
                    found[chunk[k]] = mistakes[k];
            }
            done += chunk.Length;
            if (done < images.Length)
                FinalizerPause.RunFinalizers();
        }
    }

    internal static Decisions AsDecisions(string name, IStimulusSet set, int[] answers) =>
        new(
            name,
            set.Classes,
            [.. Enumerable.Range(0, answers.Length).Select(set.NameOf)],
            set.Shape[..answers.Length],
            set.Texture[..answers.Length],
            answers
        );
}
