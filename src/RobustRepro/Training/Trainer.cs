using System.Diagnostics;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Training;

/// <summary>
/// Trains a network, on clean images or on the attack's answer to each batch (Madry et al. 2018; robustness library,
/// train.py). The attack sees the network in evaluation mode, the update in training mode, so that batch-norm
/// statistics come from adversarial images only. Bit-identical for a recipe, seed and thread count, also across
/// interruptions.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingRecipe recipe;
    private readonly long seed;
    private readonly NormalizedModel model;
    private readonly torch.Device device;
    private readonly TrainingSteps steps;
    private readonly EpochValidation validation;

    /// <param name="recipe">How it is trained.</param>
    /// <param name="seed">Of every draw.</param>
    /// <param name="model">Already on its device; trained in place.</param>
    /// <param name="train">Held in memory as bytes; batches are converted as they are needed.</param>
    /// <param name="validation">What the network is measured on after every epoch.</param>
    /// <param name="device">Where the model is; the CPU where none is given.</param>
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
        this.device = device ?? CPU;
        steps = new(recipe, seed, model, train, this.device);
        this.validation = new(recipe, model, validation, this.device);
    }

    /// <summary>What two runs must share for one to go on where the other stopped.</summary>
    private string Fingerprint =>
        $"{recipe.ToJson()} seed {seed} threads {TorchRuntime.Threads} device {device.type} attack {steps.AttackedIn}";

    /// <summary>Runs to the end of the recipe.</summary>
    /// <param name="store">Where checkpoints and metrics go, or null to keep neither.</param>
    /// <param name="resume">Go on from the store's checkpoint if it has one.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellation">Looked at after every batch.</param>
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
        using IDisposable pause = FinalizerPause.Enter();
        TrainingState state = new(0, 0, 0, 0);
        if (resume && store is { HasCheckpoint: true })
            state = TrainingState.Load(store.CheckpointPath, model.Network, steps.Optimizer, Fingerprint);
        store?.KeepMetrics((int)(state.Step / steps.PerEpoch));

        var clock = Stopwatch.StartNew();
        long firstStep = state.Step;
        double secondsBefore = state.Seconds;
        TimeSpan lastSave = TimeSpan.Zero;
        EpochMetrics? last = store?.LastMetrics;
        long[] order = [];
        for (long step = state.Step; step < steps.Total; step++)
        {
            FinalizerPause.SafePoint();
            int epoch = (int)(step / steps.PerEpoch);
            long inEpoch = step % steps.PerEpoch;
            if (inEpoch == 0)
                state = state with { LossSum = 0, CorrectSum = 0, Seconds = 0 };
            if (inEpoch == 0 || order.Length == 0)
            {
                if (inEpoch == 0)
                    (clock, firstStep, secondsBefore, lastSave) = (Stopwatch.StartNew(), step, 0, TimeSpan.Zero);
                order = steps.EpochOrder(epoch);
            }

            (double loss, int correct) = steps.Take(
                order.AsSpan((int)inEpoch * recipe.BatchSize, recipe.BatchSize),
                step
            );
            if (!double.IsFinite(loss))
                throw new InvalidInputException(
                    $"training diverged: the loss is {loss} at epoch {epoch + 1}, step {step + 1} of "
                        + $"{steps.Total}: lower optimizer.learningRate, lengthen attack.fadeIn, or set "
                        + $"clipGradient in the recipe"
                );
            double seconds = secondsBefore + clock.Elapsed.TotalSeconds;
            state = new(step + 1, state.LossSum + loss, state.CorrectSum + correct, seconds);

            double rate = (step + 1 - firstStep) * recipe.BatchSize / clock.Elapsed.TotalSeconds;
            EpochMetrics? finished = null;
            bool reached = validation.ReachesTarget(inEpoch, steps.PerEpoch);
            if (reached || inEpoch == steps.PerEpoch - 1)
            {
                finished = last = FinishEpoch(epoch, step, inEpoch + 1, state, rate);
                store?.Append(finished);
                // at its target a run is over: resumed, it has nothing left to do
                state = state with
                {
                    Step = reached ? steps.Total : state.Step,
                };
            }
            progress?.Report(
                new(
                    epoch + 1,
                    recipe.Epochs,
                    step + 1,
                    steps.Total,
                    loss,
                    rate,
                    TimeSpan.FromSeconds((steps.Total - step - 1) * recipe.BatchSize / rate),
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
                state.Save(store.CheckpointPath, model.Network, steps.Optimizer, Fingerprint);
                lastSave = clock.Elapsed;
            }
            if (finished is not null)
                FinalizerPause.RunFinalizers();
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

    public void Dispose() => steps.Dispose();

    private EpochMetrics FinishEpoch(int epoch, long step, long stepsOfEpoch, TrainingState state, double rate)
    {
        (double clean, double? attacked) = validation.Measure();
        long images = stepsOfEpoch * recipe.BatchSize;
        return new(
            epoch + 1,
            state.LossSum / stepsOfEpoch,
            (double)state.CorrectSum / images,
            clean,
            attacked,
            steps.LearningRateAt(step),
            recipe.Attack?.At(step, steps.Total)?.Threat.Eps ?? 0,
            rate,
            state.Seconds
        );
    }
}
