using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Attacks.Auto;

/// <summary>One evaluation by AutoAttack, with what is known of each image so far.</summary>
internal sealed class AutoAttackRun(
    AutoAttack attack,
    nn.Module<Tensor, Tensor> model,
    int[] labels,
    AttackedBatches batches
)
{
    private readonly int[] answers = new int[labels.Length];
    private readonly bool[] withstands = new bool[labels.Length];
    private readonly Lock gate = new();

    // per image the classes by their clean logits, the likeliest first
    private readonly long[][] ranking = new long[labels.Length][];

    public AutoAttackResult Run()
    {
        int zeroLoss = 0,
            zeroGradient = 0;
        batches.Chunks(
            "clean images",
            [.. Enumerable.Range(0, labels.Length)],
            chunk =>
            {
                (int losses, int gradients) = Clean(chunk);
                lock (gate)
                {
                    zeroLoss += losses;
                    zeroGradient += gradients;
                }
            }
        );
        int classes = ranking[0].Length;
        if (classes < AttackLosses.FewestClassesOfTargetedRatio)
            throw new InvalidInputException(
                $"AutoAttack: the network has {classes} classes, expected at least "
                    + $"{AttackLosses.FewestClassesOfTargetedRatio}: the targeted difference of logits ratio reads the "
                    + "four highest logits"
            );
        int targets = Math.Min(attack.Targets, classes - 1);
        int[] clean = [.. answers];
        bool[] correct = [.. withstands];

        bool[] afterOne = Margin(1),
            afterMany = Margin(MaskingCheck.ManySteps);
        AttackStage[] stages =
        [
            Stage(AutoAttack.CrossEntropyName, CrossEntropy),
            Stage(AutoAttack.TargetedName, chunk => Targeted(chunk, targets, ApgdTo)),
            Stage(AutoAttack.FabName, chunk => Targeted(chunk, targets, FabTo)),
            Stage(AutoAttack.SquareName, Square),
        ];
        return new(attack, clean, answers, labels, stages)
        {
            Check = new(
                correct.Count(c => c),
                zeroLoss,
                zeroGradient,
                afterOne.Count(w => w),
                afterMany.Count(w => w),
                Enumerable.Range(0, labels.Length).Count(i => withstands[i] && !afterMany[i])
            ),
            Remarks =
                targets < attack.Targets
                    ? [$"{targets} targets in place of {attack.Targets}: the network has {classes} classes"]
                    : [],
        };
    }

    private AttackStage Stage(string name, Func<int[], Tensor> perturb)
    {
        int[] asked = Standing();
        batches.Chunks(name, asked, chunk => Judge(chunk, perturb(chunk)));
        return new(name, asked.Length, asked.Length - Standing().Length);
    }

    /// <summary>What the network makes of images as they are.</summary>
    /// <returns>How many correctly answered ones have a loss, and a gradient, of 0.</returns>
    private (int Losses, int Gradients) Clean(int[] chunk)
    {
        (Tensor x, Tensor y) = batches.Of(chunk);
        Tensor leaf = x.detach().requires_grad_(true),
            logits = model.call(leaf);
        if (logits.dim() != 2 || logits.shape[0] != chunk.Length)
            throw new InvalidInputException(
                $"AutoAttack: the network gave {string.Join(" x ", logits.shape)} values for {chunk.Length} images, "
                    + "expected a row of logits per image"
            );
        if (!logits.isfinite().all().item<bool>())
            throw new InvalidInputException(
                "AutoAttack: a logit is not a finite number, so nothing can be said of the network under attack"
            );
        if (labels.Max() >= logits.shape[1])
            throw new InvalidInputException(
                $"AutoAttack: the images have a class {labels.Max()}, the network has only {logits.shape[1]}"
            );
        Tensor losses = F.cross_entropy(logits, y, reduction: nn.Reduction.None);
        Tensor steepest = InputGradient.OrZero(losses.sum(), leaf).abs().reshape(chunk.Length, -1).amax([1]);
        long[] order = [.. logits.detach().argsort(1, descending: true).cpu().data<long>()];
        float[] loss = [.. losses.detach().cpu().data<float>()],
            slope = [.. steepest.cpu().data<float>()];
        long[] answered = [.. logits.detach().argmax(1).cpu().data<long>()];
        int classes = order.Length / chunk.Length,
            zeroLoss = 0,
            zeroGradient = 0;
        for (int i = 0; i < chunk.Length; i++)
        {
            int image = chunk[i];
            ranking[image] = order[(i * classes)..((i + 1) * classes)];
            answers[image] = (int)answered[i];
            withstands[image] = answers[image] == labels[image];
            zeroLoss += withstands[image] && loss[i] == 0 ? 1 : 0;
            zeroGradient += withstands[image] && slope[i] == 0 ? 1 : 0;
        }
        return (zeroLoss, zeroGradient);
    }

    /// <summary>Which of the correctly answered images withstand PGD on the margin: a check beside the attacks, which
    /// changes nothing.</summary>
    private bool[] Margin(int steps)
    {
        var standing = new bool[labels.Length];
        ProjectedGradientDescent pgd = ProjectedGradientDescent.ForEvaluation(attack.Threat, steps) with
        {
            Loss = AttackLosses.Margin,
        };
        batches.Chunks(
            $"PGD-{steps} on the margin",
            Standing(),
            chunk =>
            {
                (Tensor x, Tensor y) = batches.Of(chunk);
                (bool[] wrong, _) = batches.Mistakes(x, y, pgd.Perturb(model, x, y));
                for (int i = 0; i < chunk.Length; i++)
                    standing[chunk[i]] = !wrong[i];
            }
        );
        return standing;
    }

    private Tensor CrossEntropy(int[] chunk)
    {
        (Tensor x, Tensor y) = batches.Of(chunk);
        return new AutoPgd(attack.Threat, AttackLosses.CrossEntropy, attack.Steps)
            .Run(model, x, y, y, new AttackRandom(attack.Seed, 0).Start(attack.Threat, x, chunk))
            .Adversarial;
    }

    /// <summary>Aims at the likeliest other class, then at the next with the images that are left.</summary>
    private Tensor Targeted(int[] chunk, int targets, Func<int[], int, Tensor> to)
    {
        Tensor result = batches.Of(chunk).Images.clone();
        int[] left = [.. Enumerable.Range(0, chunk.Length)];
        for (int target = 1; target <= targets && left.Length > 0; target++)
        {
            int[] asked = [.. left.Select(i => chunk[i])];
            (Tensor x, Tensor y) = batches.Of(asked);
            Tensor perturbed = to(asked, target);
            (bool[] wrong, _) = batches.Mistakes(x, y, perturbed);
            using Tensor index = tensor([.. left.Select(i => (long)i)], [left.Length]).to(x.device);
            result.index_copy_(0, index, perturbed);
            left = [.. left.Where((_, i) => !wrong[i])];
        }
        return result;
    }

    private Tensor ApgdTo(int[] chunk, int target)
    {
        (Tensor x, Tensor y) = batches.Of(chunk);
        return new AutoPgd(attack.Threat, AttackLosses.TargetedRatio, attack.Steps)
            .Run(
                model,
                x,
                y,
                Ranked(chunk, target, x.device),
                new AttackRandom(attack.Seed, target).Start(attack.Threat, x, chunk)
            )
            .Adversarial;
    }

    private Tensor FabTo(int[] chunk, int target)
    {
        (Tensor x, Tensor y) = batches.Of(chunk);
        return new TargetedFab(attack.Threat.Norm, attack.Threat.Eps, attack.Steps)
            .Run(model, x, y, Ranked(chunk, target, x.device))
            .Adversarial;
    }

    private Tensor Square(int[] chunk)
    {
        (Tensor x, Tensor y) = batches.Of(chunk);
        return new SquareAttack(attack.Threat, attack.Queries).Run(
            model,
            x,
            y,
            new AttackRandom(attack.Seed, attack.Targets + 1),
            chunk
        );
    }

    /// <summary>The class at a place of each image's ranking; 0 is the likeliest.</summary>
    private Tensor Ranked(int[] chunk, int place, Device device) =>
        tensor([.. chunk.Select(i => ranking[i][place])], [chunk.Length]).to(device);

    private int[] Standing() => [.. Enumerable.Range(0, labels.Length).Where(i => withstands[i])];

    /// <summary>Records the images that a perturbation within the threat model fools the network on.</summary>
    private void Judge(int[] chunk, Tensor perturbed)
    {
        (Tensor x, Tensor y) = batches.Of(chunk);
        (bool[] wrong, long[] answered) = batches.Mistakes(x, y, perturbed);
        for (int i = 0; i < chunk.Length; i++)
        {
            if (!wrong[i])
                continue;
            withstands[chunk[i]] = false;
            answers[chunk[i]] = (int)answered[i];
        }
    }
}
