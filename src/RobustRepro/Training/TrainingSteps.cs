using RobustRepro.Imaging;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Training;

/// <summary>
/// The single steps of a training: which images a step sees, the attack on them, and the update. Every draw comes from
/// the run's seed and the step's number, so that a step does not depend on how training came to it.
/// </summary>
internal sealed class TrainingSteps : IDisposable
{
    private readonly TrainingRecipe recipe;
    private readonly long seed;
    private readonly NormalizedModel model;
    private readonly StimulusSet train;
    private readonly torch.Device device;
    private readonly Tensor labels;
    private readonly ReducedPrecisionTwin? twin;

    public TrainingSteps(
        TrainingRecipe recipe,
        long seed,
        NormalizedModel model,
        StimulusSet train,
        torch.Device device
    )
    {
        this.recipe = recipe;
        this.seed = seed;
        this.model = model;
        this.train = train;
        this.device = device;
        labels = tensor(train.Labels.Select(l => (long)l).ToArray()).DetachFromDisposeScope();
        PerEpoch = (recipe.EvenClasses ? recipe.Images : train.Count) / recipe.BatchSize;
        if (recipe.Attack is { Precision: AttackPrecision.Bfloat16 } && ProcessorFeatures.HasBfloat16)
        {
            NormalizedModel copy = ModelRegistry.Create(
                recipe.Network,
                (int)train.Images.shape[3],
                train.Classes.Count,
                Normalization.Centred
            );
            twin = new ReducedPrecisionTwin(model, copy);
        }
        Optimizer =
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

    public OptimizerHelper Optimizer { get; }

    public long PerEpoch { get; }

    public long Total => PerEpoch * recipe.Epochs;

    /// <summary>What the attack's passes are computed in: part of what makes two runs the same.</summary>
    public string AttackedIn => twin is null ? "float32" : "bfloat16";

    /// <summary>The training images in the order in which an epoch sees them.</summary>
    public long[] EpochOrder(int epoch)
    {
        using Generator generator = new((ulong)StepSeed(epoch, stream: 1));
        return recipe.EvenClasses ? EvenOrder(generator) : Permutation(train.Count, generator);
    }

    private long[] EvenOrder(Generator generator)
    {
        int classes = train.Classes.Count;
        long[][] ofClass =
        [
            .. Enumerable
                .Range(0, classes)
                .Select(c => train.Labels.Index().Where(l => l.Item == c).Select(l => (long)l.Index).ToArray()),
        ];
        var drawn = new List<long>(recipe.Images);
        foreach ((int c, long[] images) in ofClass.Index())
        {
            // what does not divide by the classes goes to the first of them
            int wanted = recipe.Images / classes + (c < recipe.Images % classes ? 1 : 0);
            while (wanted > 0)
            {
                long[] turn = Permutation(images.Length, generator);
                drawn.AddRange(turn.Take(wanted).Select(i => images[i]));
                wanted -= Math.Min(wanted, turn.Length);
            }
        }
        return [.. Permutation(drawn.Count, generator).Select(i => drawn[(int)i])];
    }

    private static long[] Permutation(int count, Generator generator)
    {
        using Tensor order = randperm(count, generator: generator);
        return order.data<long>().ToArray();
    }

    /// <summary>Attacks a batch where the recipe says so, and updates the network.</summary>
    /// <param name="indices">Of the batch's images.</param>
    /// <param name="step">Counted from the start of training.</param>
    public (double Loss, int Correct) Take(ReadOnlySpan<long> indices, long step)
    {
        using DisposeScope scope = NewDisposeScope();
        using Generator generator = new((ulong)StepSeed(step, stream: 2));
        // dropout and random starts draw from the global generator
        random.manual_seed(StepSeed(step, stream: 3));

        Tensor index = tensor(indices.ToArray());
        Tensor bytes = Augmentation.Apply(recipe.Augmentation, train.Images.index_select(0, index), generator);
        Tensor x = MemoryFormat.ChannelsLast(Pixels.ToFloat(bytes)).to(device);
        Tensor y = labels.index_select(0, index).to(device);

        if (recipe.Attack?.At(step, Total) is { } attack)
        {
            twin?.Refresh();
            x = attack.Perturb(twin ?? (nn.Module<Tensor, Tensor>)model, x, y);
        }

        model.train();
        SetLearningRate(LearningRateAt(step));
        Optimizer.zero_grad();
        Tensor logits = model.call(x);
        Tensor loss = F.cross_entropy(logits, y, label_smoothing: recipe.LabelSmoothing);
        loss.backward();
        if (recipe.ClipGradient > 0)
            nn.utils.clip_grad_norm_(model.Network.parameters(), recipe.ClipGradient);
        Optimizer.step();
        return (loss.item<float>(), (int)logits.argmax(1).eq(y).sum().item<long>());
    }

    public double LearningRateAt(long step) =>
        recipe.Schedule.At(step, PerEpoch, recipe.Epochs, recipe.Optimizer.LearningRate);

    public void Dispose()
    {
        Optimizer.Dispose();
        twin?.Dispose();
        labels.Dispose();
    }

    private void SetLearningRate(double rate)
    {
        foreach (var group in Optimizer.ParamGroups)
            group.LearningRate = rate;
    }

    private long StepSeed(long number, int stream) =>
        unchecked(
            (long)(
                ((ulong)seed * 1_000_003UL + (ulong)stream) * 0x9E3779B97F4A7C15UL
                + (ulong)number * 0xD1B54A32D192ED03UL
            ) >>> 1
        );
}
