using RobustRepro.Attacks;
using RobustRepro.Attacks.Auto;
using RobustRepro.Checkpoints;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Tests.Reference;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Conformance;

/// <summary>The parts of AutoAttack that draw no random number, against what the authors' code gave on the same network
/// of trifeature and images (<c>eng/make-autoattack-reference.py</c>).</summary>
public sealed class AutoAttackConformanceTests : IDisposable
{
    private const float Tolerance = 1e-4f;
    private const string Reference = "autoattack.pt";

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Lazy<Dictionary<string, Tensor>> values = new(() =>
    {
        using TorchFile file = TorchFileReader.Open(ReferenceData.Path(Reference));
        return TorchFile.Load(file.Dictionary);
    });

    public void Dispose() => scope.Dispose();

    private Tensor Images => this["images"].to(float64) / 255;

    private Tensor Labels => this["labels"];

    private Tensor Targets => this["targets"];

    private Tensor this[string name] => values.Value[name];

    [ReferenceFact(Reference)]
    public void Logits_are_the_reference_s()
    {
        using NormalizedModel model = Model();
        using IDisposable off = no_grad();
        Close(model.call(Images), this["logits"], "logits");
    }

    [ReferenceFact(Reference)]
    public void Difference_of_logits_ratios_are_the_authors()
    {
        Close(AttackLosses.Ratio(this["logits"], Labels, Targets), this["dlr"], "untargeted");
        Close(AttackLosses.TargetedRatio(this["logits"], Labels, Targets), this["dlr-targeted"], "targeted");
    }

    [ReferenceTheory(Reference)]
    [InlineData(Norm.L2, 1f, "ce")]
    [InlineData(Norm.L2, 1f, "dlr-targeted")]
    [InlineData(Norm.Linf, 1f / 64, "ce")]
    [InlineData(Norm.Linf, 1f / 64, "dlr-targeted")]
    public void Apgd_takes_the_authors_step_sizes_and_comes_to_their_losses(Norm norm, float eps, string loss)
    {
        using NormalizedModel model = Model();
        List<float[]> sizes = [];
        var attack = new AutoPgd(new(norm, eps), loss == "ce" ? AttackLosses.CrossEntropy : AttackLosses.TargetedRatio)
        {
            UntilMistake = false,
            Watch = (_, now) => sizes.Add([.. now.to(float32).data<float>()]),
        };
        AutoPgdOutcome outcome = attack.Run(model, Images, Labels, Targets, Images);
        string key = $"apgd-{norm}-{loss}";
        using Tensor expected = this[$"{key}-sizes"];
        sizes.Should().HaveCount(100);
        for (int step = 0; step < 100; step++)
            sizes[step].Should().Equal([.. expected[step].data<float>()], "step {0}", step);
        Close(outcome.BestLoss, this[$"{key}-loss"], "highest loss");
        outcome.Fooled.Should().Equal(this[$"{key}-fooled"].data<long>().Select(f => f == 1));
        Close(outcome.Best, this[$"{key}-best"], "image of the highest loss");
    }

    [ReferenceTheory(Reference)]
    [InlineData(Norm.L2)]
    [InlineData(Norm.Linf)]
    public void Fab_projects_as_the_authors(Norm norm) =>
        Close(
            HyperplaneProjection.Of(
                norm,
                this["projection-points"],
                this["projection-normals"],
                this["projection-offsets"]
            ),
            this[$"projection-{norm}"],
            "projection"
        );

    [ReferenceTheory(Reference)]
    [InlineData(Norm.L2, 1f)]
    [InlineData(Norm.Linf, 1f / 64)]
    public void Fab_finds_the_authors_shortest_perturbations(Norm norm, float eps)
    {
        using NormalizedModel model = Model();
        (Tensor adversarial, float[] distances) = new TargetedFab(norm, eps, 20) { UntilMistake = false }.Run(
            model,
            Images,
            Labels,
            Targets
        );
        float[] found = [.. this[$"fab-{norm}-distance"].data<float>()];
        for (int i = 0; i < found.Length; i++)
        {
            // the authors give back the image itself where nothing was found
            float distance = float.IsFinite(distances[i]) ? distances[i] : 0;
            distance.Should().BeApproximately(found[i], Tolerance, "image {0}", i);
        }
        Close(adversarial, this[$"fab-{norm}-adversarial"], "perturbed images");
    }

    [ReferenceFact(Reference)]
    public void Square_shrinks_and_shapes_its_squares_as_the_authors()
    {
        float[] shares = [.. this["square-share"].data<float>()];
        for (int i = 0; i < shares.Length; i++)
            SquareAttack.Share(5 * i).Should().BeApproximately(shares[i], 1e-6, "query {0}", 5 * i);
        foreach (int side in new[] { 3, 12, 15 })
        {
            using Tensor shape = tensor(SquareShape.Of(side), [side, side]);
            Close(shape, this[$"square-shape-{side}"], $"square of {side}");
        }
    }

    private static NormalizedModel Model()
    {
        NormalizedModel model = WeightFile.Load(
            WeightFile.PathOf(Fixtures.Weights("trifeature"), new("googlenet", TrainingMode.Robust, 10)),
            "googlenet",
            "trifeature"
        );
        model.eval();
        // as the reference values were computed: roundings of float32 reach the third decimal within a hundred steps
        model.to(ScalarType.Float64);
        return model;
    }

    private static void Close(Tensor actual, Tensor expected, string what)
    {
        actual.shape.Should().Equal(expected.shape, what);
        (actual - expected).abs().max().ToSingle().Should().BeLessThanOrEqualTo(Tolerance, what);
    }
}
