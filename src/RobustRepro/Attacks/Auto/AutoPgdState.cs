using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>Where APGD is with each image that is still attacked: a row of each tensor.</summary>
internal sealed class AutoPgdState
{
    private const float Momentum = 0.25f;

    private readonly ThreatModel threat;
    private readonly AttackLoss loss;
    private readonly Tensor[] fields;

    // of each row, the number of its image
    private int[] rows;
    private bool[] wrong;
    private bool hasLooked;

    public AutoPgdState(ThreatModel threat, AttackLoss loss, Tensor images, Tensor labels, Tensor targets, Tensor start)
    {
        this.threat = threat;
        this.loss = loss;
        int count = (int)images.shape[0];
        Tensor PerImage(float value) => full([count], value, dtype: images.dtype, device: images.device);
        rows = [.. Enumerable.Range(0, count)];
        wrong = new bool[count];
        Tensor first = start.detach().clamp(0, 1);
        fields =
        [
            images.detach().clone(),
            labels.clone(),
            targets.clone(),
            first,
            first.clone(),
            zeros_like(first),
            first.clone(),
            zeros_like(first),
            PerImage(float.NegativeInfinity),
            PerImage(2 * threat.Eps),
            // the authors compare the first step's loss with a row that is still 0
            PerImage(0),
            PerImage(0),
            // as if the step size had just been halved: the first window is judged by its rises alone
            PerImage(1),
            PerImage(float.NegativeInfinity),
        ];
    }

    public int Count => rows.Length;

    /// <summary>A copy, a value per row.</summary>
    public Tensor StepSizes => StepSize.clone();

    private Tensor Origin => fields[0];
    private Tensor Labels => fields[1];
    private Tensor Targets => fields[2];
    private Tensor Iterate => fields[3];
    private Tensor Before => fields[4];
    private Tensor Gradient => fields[5];
    private Tensor Best => fields[6];
    private Tensor BestGradient => fields[7];
    private Tensor BestLoss => fields[8];
    private Tensor StepSize => fields[9];
    private Tensor LastLoss => fields[10];
    private Tensor Rises => fields[11];
    private Tensor Halved => fields[12];
    private Tensor BestLossBefore => fields[13];

    /// <summary>Loss, gradient and answer at the iterate; the best iterate and the network's mistakes are
    /// kept.</summary>
    public void Look(nn.Module<Tensor, Tensor> model, AutoPgdOutcome outcome)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor leaf = Iterate.detach().requires_grad_(true);
        Tensor logits = model.call(leaf),
            losses = loss(logits, Labels, Targets);
        Gradient.copy_(InputGradient.OrZero(losses.sum(), leaf));
        using IDisposable off = no_grad();
        losses = losses.detach();
        wrong = [.. logits.detach().argmax(1).ne(Labels).cpu().data<bool>()];
        KeepMistakes(outcome);
        Tensor better = losses.gt(BestLoss),
            wide = better.view(-1, 1, 1, 1);
        Best.copy_(where(wide, Iterate, Best));
        BestGradient.copy_(where(wide, Gradient, BestGradient));
        BestLoss.copy_(where(better, losses, BestLoss));
        if (!hasLooked)
        {
            hasLooked = true;
            BestLossBefore.copy_(BestLoss);
            return;
        }
        Rises.add_(losses.gt(LastLoss).to(float32));
        LastLoss.copy_(losses);
    }

    /// <summary>A step along the gradient, back into the threat model, and a part of the step before.</summary>
    public void Move(bool momentum)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        Tensor last = Iterate - Before;
        Before.copy_(Iterate);
        Tensor direction = threat.Norm == Norm.L2 ? threat.Normalized(Gradient) : Gradient.sign();
        Tensor next = threat.Within(Origin, Iterate + StepSize.view(-1, 1, 1, 1) * direction);
        float share = momentum ? 1 - Momentum : 1;
        Iterate.copy_(threat.Within(Origin, Iterate + (next - Iterate) * share + last * (1 - share)));
    }

    /// <summary>Halves the step size of the images whose loss rose in too few steps of the window, and of those that
    /// gained nothing in it unless theirs was halved before; they go on from their best iterate.</summary>
    /// <param name="window">Steps.</param>
    public void Adapt(int window)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        Tensor restless = Rises.le(window * StepSchedule.Rising),
            stuck = Halved.eq(0).logical_and(BestLossBefore.ge(BestLoss)),
            now = restless.logical_or(stuck),
            wide = now.view(-1, 1, 1, 1);
        Halved.copy_(now.to(float32));
        BestLossBefore.copy_(BestLoss);
        Rises.zero_();
        StepSize.copy_(where(now, StepSize / 2, StepSize));
        Iterate.copy_(where(wide, Best, Iterate));
        Gradient.copy_(where(wide, BestGradient, Gradient));
    }

    /// <summary>Lets go of the images that the network is wrong on.</summary>
    public void LetGo(AutoPgdOutcome outcome)
    {
        if (!wrong.Contains(true))
            return;
        Record(outcome, Places(wrong, true));
        int[] rest = Places(wrong, false);
        using (Tensor index = Index(rest))
        {
            for (int i = 0; i < fields.Length; i++)
            {
                using Tensor all = fields[i];
                fields[i] = all.index_select(0, index);
            }
        }
        rows = [.. rest.Select(i => rows[i])];
        wrong = new bool[rest.Length];
    }

    /// <summary>Records the best iterates of the images that are left.</summary>
    public void End(AutoPgdOutcome outcome) => Record(outcome, [.. Enumerable.Range(0, Count)]);

    private void KeepMistakes(AutoPgdOutcome outcome)
    {
        int[] fallen = Places(wrong, true);
        if (fallen.Length == 0)
            return;
        outcome.Adversarial.index_copy_(0, Index(Numbers(fallen)), Iterate.index_select(0, Index(fallen)));
        foreach (int image in Numbers(fallen))
            outcome.Fooled[image] = true;
    }

    private void Record(AutoPgdOutcome outcome, int[] places)
    {
        using DisposeScope scope = NewDisposeScope();
        if (places.Length == 0)
            return;
        Tensor from = Index(places),
            to = Index(Numbers(places));
        outcome.Best.index_copy_(0, to, Best.index_select(0, from));
        outcome.BestLoss.index_copy_(0, to, BestLoss.index_select(0, from));
    }

    private int[] Numbers(int[] places) => [.. places.Select(i => rows[i])];

    private Tensor Index(int[] places) => tensor([.. places.Select(i => (long)i)], [places.Length]).to(Origin.device);

    private static int[] Places(bool[] of, bool value) =>
        [.. Enumerable.Range(0, of.Length).Where(i => of[i] == value)];
}
