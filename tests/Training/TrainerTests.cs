using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private const long Seed = 11;

    private readonly TemporaryFolder folder = new();
    private readonly StimulusSet train = TrifeatureGenerator.Matched("train", 60, 1);
    private readonly StimulusSet validation = TrifeatureGenerator.Matched("validation", 20, 2);

    public void Dispose()
    {
        train.Dispose();
        validation.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("resnet", OptimizerKind.Sgd, TrainingMode.Standard)]
    [InlineData("alexnet", OptimizerKind.Adam, TrainingMode.Standard)]
    [InlineData("resnet", OptimizerKind.Sgd, TrainingMode.Robust)]
    [InlineData("alexnet", OptimizerKind.Adam, TrainingMode.Robust)]
    public void A_run_cut_off_within_an_epoch_goes_on_to_the_same_weights(
        string architecture,
        OptimizerKind optimizer,
        TrainingMode mode
    )
    {
        TrainingRecipe recipe = Recipe(architecture, optimizer, mode);
        var straightStore = new TrainingStore(folder.File("straight"));
        (Dictionary<string, byte[]> straight, EpochMetrics expected) = Run(recipe, straightStore);

        var store = new TrainingStore(folder.File("resumed"));
        using var cancel = new CancellationTokenSource();
        Action cutOff = () => Run(recipe, store, resume: false, stopAfter: 4, cancel);
        cutOff.Should().Throw<OperationCanceledException>();
        store.HasCheckpoint.Should().BeTrue();
        store.ReadMetrics().Should().HaveCount(1);
        long steps = 0;
        (Dictionary<string, byte[]> resumed, EpochMetrics metrics) = Run(
            recipe,
            store,
            resume: true,
            onStep: () => steps++
        );

        steps.Should().Be(2, "four of six batches were done");
        foreach ((string name, byte[] bytes) in straight)
            resumed[name].Should().Equal(bytes, name);
        (metrics with { ImagesPerSecond = 0, Seconds = 0 })
            .Should()
            .Be(expected with { ImagesPerSecond = 0, Seconds = 0 });
        store.ReadMetrics().Select(m => m.Epoch).Should().Equal(1, 2);
    }

    [Fact]
    public void A_run_repeats_itself_and_another_seed_differs()
    {
        TrainingRecipe recipe = Recipe("resnet", OptimizerKind.Sgd, TrainingMode.Standard);
        Dictionary<string, byte[]> first = Run(recipe).Weights,
            second = Run(recipe).Weights,
            other = Run(recipe, seed: Seed + 1).Weights;
        second["fc.weight"].Should().Equal(first["fc.weight"]).And.NotEqual(other["fc.weight"]);
    }

    [Fact]
    public void Training_learns_what_it_is_shown()
    {
        TrainingRecipe recipe = Recipe("googlenet", OptimizerKind.Sgd, TrainingMode.Standard) with
        {
            Epochs = 12,
            Augmentation = new(),
        };
        Run(recipe).Metrics.TrainAccuracy.Should().BeGreaterThan(0.6, "chance is 0.1");
    }

    [Fact]
    public void A_run_with_a_target_accuracy_stops_there_and_has_nothing_left_to_do()
    {
        const double target = 0.1;
        TrainingRecipe recipe = Recipe("googlenet", OptimizerKind.Sgd, TrainingMode.Matched) with
        {
            Epochs = 12,
            Augmentation = new(),
            StopAt = target,
        };
        var store = new TrainingStore(folder.File("run"));
        (Dictionary<string, byte[]> weights, EpochMetrics metrics) = Run(recipe, store);
        metrics.CleanAccuracy.Should().BeGreaterThanOrEqualTo(target);
        metrics.Epoch.Should().BeLessThan(12);
        (Dictionary<string, byte[]> unchanged, EpochMetrics again) = Run(recipe, store, resume: true);
        again.Should().Be(metrics);
        unchanged["fc.weight"].Should().Equal(weights["fc.weight"]);
    }

    [Fact]
    public void A_checkpoint_of_another_recipe_or_seed_is_refused()
    {
        TrainingRecipe recipe = Recipe("resnet", OptimizerKind.Sgd, TrainingMode.Standard) with { Epochs = 1 };
        var store = new TrainingStore(folder.File("run"));
        Run(recipe, store);
        TrainingRecipe other = recipe with { Optimizer = recipe.Optimizer with { LearningRate = 0.02 } };
        FluentActions
            .Invoking(() => Run(other, store, resume: true))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*checkpoint.safetensors: this checkpoint belongs to another recipe, seed or thread count*");
        FluentActions
            .Invoking(() => Run(recipe, store, resume: true, seed: Seed + 1))
            .Should()
            .Throw<InvalidInputException>();
        FluentActions.Invoking(() => Run(recipe, store, resume: true)).Should().NotThrow();
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_run_with_advice()
    {
        TrainingRecipe recipe = Recipe("alexnet", OptimizerKind.Sgd, TrainingMode.Standard) with
        {
            Epochs = 3,
            Schedule = new(ScheduleKind.Constant),
            Optimizer = new(OptimizerKind.Sgd, 1e12),
        };
        var store = new TrainingStore(folder.File("run"));
        FluentActions
            .Invoking(() => Run(recipe, store))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("training diverged: the loss is * at epoch *lower optimizer.learningRate*");
    }

    [Fact]
    public void A_set_smaller_than_a_batch_is_an_error() =>
        FluentActions
            .Invoking(() => Run(Recipe("resnet", OptimizerKind.Sgd, TrainingMode.Standard) with { BatchSize = 100 }))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*at least one batch*");

    [Fact]
    public void A_robust_run_reports_the_attack_and_a_standard_run_does_not()
    {
        EpochMetrics robust = Run(Recipe("resnet", OptimizerKind.Sgd, TrainingMode.Robust) with { Epochs = 1 }).Metrics;
        robust.AttackedAccuracy.Should().NotBeNull();
        robust.Eps.Should().BeApproximately(0.5, 1e-6);
        EpochMetrics standard = Run(
            Recipe("resnet", OptimizerKind.Sgd, TrainingMode.Standard) with
            {
                Epochs = 1,
            }
        ).Metrics;
        standard.AttackedAccuracy.Should().BeNull();
        standard.Eps.Should().Be(0);
    }

    /// <summary>The attack in bfloat16 finds perturbations nearly as harmful as the one in float32.</summary>
    [Fact]
    public void The_reduced_precision_twin_follows_the_network()
    {
        using NormalizedModel model = ModelRegistry.Create(
                ModelRegistry.Find("resnet"),
                64,
                10,
                Normalization.Centred,
                1
            ),
            copy = ModelRegistry.Create(ModelRegistry.Find("resnet"), 64, 10, Normalization.Centred, 2);
        using var twin = new ReducedPrecisionTwin(model, copy);
        twin.Refresh();
        model.eval();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        Tensor x = validation.Batch(0, 10),
            exact = model.call(x);
        (twin.call(x) - exact).abs().max().item<float>().Should().BeLessThan(0.05f * exact.abs().max().item<float>());
        foreach (Tensor weight in model.parameters())
            weight.mul_(1.3f);
        Tensor changed = model.call(x);
        (changed - exact).abs().max().item<float>().Should().BeGreaterThan(0.2f * exact.abs().max().item<float>());
        twin.Refresh();
        (twin.call(x) - changed)
            .abs()
            .max()
            .item<float>()
            .Should()
            .BeLessThan(0.05f * changed.abs().max().item<float>());
    }

    private static TrainingRecipe Recipe(string architecture, OptimizerKind optimizer, TrainingMode mode) =>
        new()
        {
            Study = "trifeature",
            Architecture = architecture,
            Mode = mode,
            Images = 60,
            Epochs = 2,
            BatchSize = 20,
            Optimizer = optimizer == OptimizerKind.Adam ? new(optimizer, 1e-3) : new(optimizer, 0.05),
            Schedule = new(ScheduleKind.OneCycle),
            Attack = mode == TrainingMode.Robust ? new(Norm.L2, 0.5f, 2, 0.3f, FadeIn: 0.3, RandomStart: true) : null,
            Augmentation = new(CropPadding: 2, HorizontalFlip: true),
            LabelSmoothing = 0.1,
            ClipGradient = 1,
        };

    private (Dictionary<string, byte[]> Weights, EpochMetrics Metrics) Run(
        TrainingRecipe recipe,
        TrainingStore? store = null,
        bool resume = false,
        int? stopAfter = null,
        CancellationTokenSource? cancel = null,
        Action? onStep = null,
        long seed = Seed
    )
    {
        using NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find(recipe.Architecture),
            64,
            10,
            Normalization.Centred,
            seed
        );
        using var trainer = new Trainer(recipe, seed, model, train, validation);
        var progress = new ImmediateProgress(p =>
        {
            onStep?.Invoke();
            if (p.Step == stopAfter)
                cancel!.Cancel();
        });
        EpochMetrics metrics = trainer.Run(store, resume, progress, cancel?.Token ?? default);
        return (model.Network.state_dict().ToDictionary(p => p.Key, p => p.Value.bytes.ToArray()), metrics);
    }

    private sealed class ImmediateProgress(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
