using System.Diagnostics;
using RobustRepro.Attacks;
using RobustRepro.Imaging;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Training;

/// <summary>
/// Trains a network, on clean images or on the attack's answer to each batch (Madry et al. 2018; robustness library,
/// train.py). The attack
/// sees the network in evaluation mode, the update in training mode, so that batch-norm statistics come from
/// adversarial images only.
/// Bit-identical for a recipe, seed and thread count, also across interruptions.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const int ValidationAttackSteps = 10;
    private const int ValidationAttackImages = 200;

    /// <summary>A run with a target accuracy looks for it so many times per epoch.</summary>
    private const int LooksPerEpoch = 8;

    private readonly TrainingRecipe recipe;
    private readonly long seed;
    private readonly NormalizedModel model;
    private readonly StimulusSet train;
    private readonly StimulusSet validation;
    private readonly torch.Device device;
    private readonly OptimizerHelper optimizer;
    private readonly Tensor labels;
    private readonly long stepsPerEpoch;
    private readonly ReducedPrecisionTwin? twin;

    /// <param name="model">Already on its device; trained in place.</param>
    /// <param name="train">Held in memory as bytes; batches are converted as they are needed.</param>
    public Trainer(
        TrainingRecipe recipe,
        long seed,
        NormalizedModel model,
        StimulusSet train,
        StimulusSet validation,
        torch.Device? device = null
    )
    {
        this.recipe = recipe;
        this.seed = seed;
        this.model = model;
        this.train = train;
        this.validation = validation;
        this.device = device ?? CPU;
        labels = tensor(train.Labels.Select(l => (long)l).ToArray()).DetachFromDisposeScope();
        stepsPerEpoch = train.Count / recipe.BatchSize;
        if (recipe.Attack is { Precision: AttackPrecision.Bfloat16 } && ProcessorFeatures.HasBfloat16)
        {
            NormalizedModel copy = ModelRegistry.Create(
                ModelRegistry.Find(recipe.Architecture),
                (int)train.Images.shape[3],
                train.Classes.Count,
                Normalization.Centred
            );
            twin = new ReducedPrecisionTwin(model, copy);
        }
        optimizer =
            recipe.Optimizer.Kind == OptimizerKind.Adam
                ? optim.Adam(
                    model.Network.parameters(),
                    recipe.Optimizer.LearningRate,
                    weight_decay: recipe.Optimizer.WeightDecay
                )
                : optim.SGD(
                    model.Network.parameters(),
                    recipe.Optimizer.LearningRate,
                    recipe.Optimizer.Momentum,
                    weight_decay: recipe.Optimizer.WeightDecay
                );
    }

    private long TotalSteps => stepsPerEpoch * recipe.Epochs;

    private string Fingerprint =>
        $"{recipe.ToJson()} seed {seed} threads {TorchRuntime.Threads} device {device.type} attack "
        + $"{(twin is null ? "float32" : "bfloat16")}";

    /// <summary>Runs to the end of the recipe.</summary>
    /// <param name="store">Where checkpoints and metrics go, or null to keep neither.</param>
    /// <param name="resume">Go on from the store's checkpoint if it has one.</param>
    /// <exception cref="InvalidInputException">The loss stopped being a number, or the checkpoint is another
    /// run's.</exception>
    /// <exception cref="OperationCanceledException">After the current batch; with a store, its state is
    /// saved.</exception>
    public EpochMetrics Run(
        TrainingStore? store = null,
        bool resume = false,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        TrainingState state = new(0, 0, 0, 0);
        if (resume && store is { HasCheckpoint: true })
            state = TrainingState.Load(store.CheckpointPath, model.Network, optimizer, Fingerprint);
        store?.KeepMetrics((int)(state.Step / stepsPerEpoch));

        var clock = Stopwatch.StartNew();
        long firstStep = state.Step;
        double secondsBefore = state.Seconds;
        TimeSpan lastSave = TimeSpan.Zero;
        EpochMetrics? last = store?.LastMetrics;
        long[] order = [];
        for (long step = state.Step; step < TotalSteps; step++)
        {
            int epoch = (int)(step / stepsPerEpoch);
            long inEpoch = step % stepsPerEpoch;
            if (inEpoch == 0)
                state = state with { LossSum = 0, CorrectSum = 0, Seconds = 0 };
            if (inEpoch == 0 || order.Length == 0)
            {
                if (inEpoch == 0)
                    (clock, firstStep, secondsBefore, lastSave) = (Stopwatch.StartNew(), step, 0, TimeSpan.Zero);
                order = EpochOrder(epoch);
            }

            (double loss, int correct) = TrainBatch(
                order.AsSpan((int)inEpoch * recipe.BatchSize, recipe.BatchSize),
                step
            );
            if (!double.IsFinite(loss))
                throw new InvalidInputException(
                    $"training diverged: the loss is {loss} at epoch {epoch + 1}, step {step + 1} of "
                        + $"{TotalSteps}: lower optimizer.learningRate, lengthen attack.fadeIn, or set "
                        + $"clipGradient in the recipe"
                );
            double seconds = secondsBefore + clock.Elapsed.TotalSeconds;
            state = new(step + 1, state.LossSum + loss, state.CorrectSum + correct, seconds);

            double rate = (step + 1 - firstStep) * recipe.BatchSize / clock.Elapsed.TotalSeconds;
            EpochMetrics? finished = null;
            bool reached = ReachesTarget(inEpoch);
            if (reached || inEpoch == stepsPerEpoch - 1)
            {
                finished = last = FinishEpoch(epoch, step, inEpoch + 1, state, rate);
                store?.Append(finished);
                // at its target a run is over: resumed, it has nothing left to do
                state = state with
                {
                    Step = reached ? TotalSteps : state.Step,
                };
            }
            progress?.Report(
                new(
                    epoch + 1,
                    recipe.Epochs,
                    step + 1,
                    TotalSteps,
                    loss,
                    rate,
                    TimeSpan.FromSeconds((TotalSteps - step - 1) * recipe.BatchSize / rate),
                    finished
                )
            );

            if (
                store is not null
                && (
                    finished is not null
                    || cancellation.IsCancellationRequested
                    || clock.Elapsed - lastSave > store.SaveInterval
                )
            )
            {
                state.Save(store.CheckpointPath, model.Network, optimizer, Fingerprint);
                lastSave = clock.Elapsed;
            }
            if (reached)
                break;
            cancellation.ThrowIfCancellationRequested();
        }
        model.eval();
        return last
            ?? throw new InvalidInputException(
                "the recipe has no training step: it needs at least one batch of images"
            );
    }

    public void Dispose()
    {
        optimizer.Dispose();
        twin?.Dispose();
        labels.Dispose();
    }

    private long[] EpochOrder(int epoch)
    {
        using Generator generator = new((ulong)StepSeed(epoch, stream: 1));
        using Tensor order = randperm(train.Count, generator: generator);
        return order.data<long>().ToArray();
    }

    private (double Loss, int Correct) TrainBatch(ReadOnlySpan<long> indices, long step)
    {
        using DisposeScope scope = NewDisposeScope();
        using Generator generator = new((ulong)StepSeed(step, stream: 2));
        // dropout and random starts draw from the global generator
        random.manual_seed(StepSeed(step, stream: 3));

        Tensor index = tensor(indices.ToArray());
        Tensor bytes = Augmentation.Apply(recipe.Augmentation, train.Images.index_select(0, index), generator);
        Tensor x = MemoryFormat.ChannelsLast(Pixels.ToFloat(bytes)).to(device);
        Tensor y = labels.index_select(0, index).to(device);

        if (recipe.Attack?.At(step, TotalSteps) is { } attack)
        {
            twin?.Refresh();
            x = attack.Perturb(twin ?? (nn.Module<Tensor, Tensor>)model, x, y);
        }

        model.train();
        SetLearningRate(LearningRateAt(step));
        optimizer.zero_grad();
        Tensor logits = model.call(x);
        Tensor loss = F.cross_entropy(logits, y, label_smoothing: recipe.LabelSmoothing);
        loss.backward();
        if (recipe.ClipGradient > 0)
            nn.utils.clip_grad_norm_(model.Network.parameters(), recipe.ClipGradient);
        optimizer.step();
        return (loss.item<float>(), (int)logits.argmax(1).eq(y).sum().item<long>());
    }

    private bool ReachesTarget(long stepInEpoch)
    {
        if (recipe.StopAt is not { } target || (stepInEpoch + 1) % Math.Max(1, stepsPerEpoch / LooksPerEpoch) != 0)
            return false;
        model.eval();
        return Accuracy.Of(model, validation, device) >= target;
    }

    private double LearningRateAt(long step) =>
        recipe.Schedule.At(step, stepsPerEpoch, recipe.Epochs, recipe.Optimizer.LearningRate);

    private void SetLearningRate(double rate)
    {
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = rate;
    }

    private EpochMetrics FinishEpoch(int epoch, long step, long stepsOfEpoch, TrainingState state, double rate)
    {
        model.eval();
        double clean = Accuracy.Of(model, validation, device);
        double? attacked = recipe.Attack is { } a
            ? Accuracy.UnderAttack(
                model,
                validation,
                ValidationAttackImages,
                ProjectedGradientDescent.ForEvaluation(new(a.Norm, a.Eps), ValidationAttackSteps),
                device
            )
            : null;
        long images = stepsOfEpoch * recipe.BatchSize;
        return new(
            epoch + 1,
            state.LossSum / stepsOfEpoch,
            (double)state.CorrectSum / images,
            clean,
            attacked,
            LearningRateAt(step),
            recipe.Attack?.At(step, TotalSteps)?.Threat.Eps ?? 0,
            rate,
            state.Seconds
        );
    }

    private long StepSeed(long number, int stream) =>
        unchecked(
            (long)(
                ((ulong)seed * 1_000_003UL + (ulong)stream) * 0x9E3779B97F4A7C15UL
                + (ulong)number * 0xD1B54A32D192ED03UL
            ) >>> 1
        );
}
