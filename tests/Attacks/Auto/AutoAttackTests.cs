using RobustRepro.Attacks;
using RobustRepro.Attacks.Auto;
using RobustRepro.Models;
using TorchSharp;
using static RobustRepro.Tests.Attacks.AttackedNetworks;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Attacks.Auto;

/// <summary>The bookkeeping of AutoAttack, and what it makes of networks that are none of its business.</summary>
public sealed class AutoAttackTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public AutoAttackTests() => random.manual_seed(0);

    public void Dispose() => scope.Dispose();

    public static TheoryData<Norm, float> Threats => new() { { Norm.L2, 0.3f }, { Norm.Linf, 0.03f } };

    [Theory, MemberData(nameof(Threats))]
    public void Each_attack_meets_what_withstood_those_before_it(Norm norm, float eps)
    {
        using NormalizedModel model = Convolutional();
        Tensor x = rand(24, 3, 16, 16);
        int[] labels = Labels(model, x);
        // two images that the network is wrong on from the beginning
        labels[0] = (labels[0] + 1) % 10;
        labels[5] = (labels[5] + 1) % 10;
        AutoAttackResult result = Quick(norm, eps).Run(model, x, labels);
        result.Stages.Select(s => s.Name).Should().Equal("APGD-CE", "APGD-T", "FAB-T", "Square");
        result.CleanAccuracy.Should().BeApproximately(22 / 24.0, 1e-9);
        result.Stages[0].Asked.Should().Be(22);
        foreach ((AttackStage before, AttackStage after) in result.Stages.Zip(result.Stages.Skip(1)))
            after.Asked.Should().Be(before.Asked - before.Broken);
        result.AccuracyAfter(4).Should().BeApproximately(result.RobustAccuracy, 1e-9);
        result.Stages[0].Broken.Should().BeInRange(1, 21, "the test is to tell images apart");
        result.Remarks.Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Threats))]
    public void What_is_found_of_an_image_does_not_depend_on_those_beside_it(Norm norm, float eps)
    {
        using NormalizedModel model = Convolutional();
        Tensor x = rand(30, 3, 16, 16);
        int[] labels = Labels(model, x);
        AutoAttackResult all = Quick(norm, eps).Run(model, x, labels),
            some = Quick(norm, eps).Run(model, x[..7], labels[..7]);
        some.Answers.Should().Equal(all.Answers.Take(7));
    }

    [Theory, MemberData(nameof(Threats))]
    public void Every_attack_keeps_to_the_threat_model(Norm norm, float eps)
    {
        using NormalizedModel model = Convolutional();
        model.eval();
        Tensor x = rand(8, 3, 16, 16),
            y = tensor([.. Labels(model, x).Select(l => (long)l)]),
            targets = (y + 1) % 10;
        ThreatModel threat = new(norm, eps);
        int[] numbers = [.. Enumerable.Range(0, 8)];
        var random = new AttackRandom(0, 0);
        AutoPgdOutcome apgd = new AutoPgd(threat, AttackLosses.TargetedRatio, 10).Run(
            model,
            x,
            y,
            targets,
            random.Start(threat, x, numbers)
        );
        (Tensor fab, float[] distances) = new TargetedFab(norm, eps, 10) { UntilMistake = false }.Run(
            model,
            x,
            y,
            targets
        );
        Tensor square = new SquareAttack(threat, 30).Run(model, x, y, random, numbers);
        foreach (Tensor perturbed in new[] { apgd.Best, apgd.Adversarial, square })
        {
            Largest(threat.Lengths(perturbed - x)).Should().BeLessThanOrEqualTo(eps * (1 + 1e-5f));
            InPixelRange(perturbed);
        }
        Largest(apgd.Best - x).Should().BeGreaterThan(0);
        Largest(square - x).Should().BeGreaterThan(0);
        InPixelRange(fab);
        // FAB keeps no eps: it says how far it went
        float[] lengths = [.. threat.Lengths(fab - x).data<float>()];
        for (int i = 0; i < 8; i++)
            lengths[i].Should().BeApproximately(float.IsFinite(distances[i]) ? distances[i] : 0, 1e-5f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void An_eps_that_allows_nothing_is_refused(float eps)
    {
        using NormalizedModel model = Convolutional();
        FluentActions
            .Invoking(() => Quick(Norm.L2, eps).Run(model, rand(2, 3, 16, 16), [0, 1]))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("AutoAttack: eps is *, expected a number above 0; without a perturbation*");
    }

    [Fact]
    public void A_network_with_too_few_classes_for_the_targeted_loss_is_refused() =>
        FluentActions
            .Invoking(() => Quick(Norm.L2, 1).Run(OfClasses(3), rand(2, 3, 8, 8), [0, 1]))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("AutoAttack: the network has 3 classes, expected at least 4: *four highest logits");

    [Fact]
    public void Fewer_targets_than_the_authors_nine_are_said()
    {
        nn.Module<Tensor, Tensor> network = OfClasses(4);
        Tensor x = rand(6, 3, 8, 8);
        AutoAttackResult result = Quick(Norm.L2, 0.05f).Run(network, x, Labels(network, x));
        result.Remarks.Should().Equal("3 targets in place of 9: the network has 4 classes");
    }

    [Fact]
    public void A_label_that_the_network_has_no_class_for_is_refused() =>
        FluentActions
            .Invoking(() => Quick(Norm.L2, 1).Run(OfClasses(4), rand(2, 3, 8, 8), [0, 4]))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("AutoAttack: the images have a class 4, the network has only 4*");

    [Fact]
    public void Logits_that_are_no_numbers_are_refused()
    {
        nn.Module<Tensor, Tensor> network = OfClasses(5);
        using (no_grad())
            network.parameters().First()[0, 0] = float.NaN;
        FluentActions
            .Invoking(() => Quick(Norm.L2, 1).Run(network, rand(2, 3, 8, 8), [0, 1]))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("AutoAttack: a logit is not a finite number*");
    }

    [Fact]
    public void The_mode_of_the_network_is_restored()
    {
        nn.Module<Tensor, Tensor> network = OfClasses(5);
        Tensor x = rand(2, 3, 8, 8);
        int[] labels = Labels(network, x);
        network.train();
        Quick(Norm.L2, 0.1f).Run(network, x, labels);
        network.training.Should().BeTrue();
    }

    private static AutoAttack Quick(Norm norm, float eps) =>
        new(new ThreatModel(norm, eps)) { Steps = 10, Queries = 40 };

    private static nn.Module<Tensor, Tensor> OfClasses(int count) =>
        nn.Sequential(nn.Flatten(), nn.Linear(3 * 8 * 8, count));

    private static int[] Labels(nn.Module<Tensor, Tensor> model, Tensor x)
    {
        model.eval();
        return [.. Answers(model, x).data<long>().Select(a => (int)a)];
    }

    private static void InPixelRange(Tensor x)
    {
        x.min().item<float>().Should().BeGreaterThanOrEqualTo(0);
        x.max().item<float>().Should().BeLessThanOrEqualTo(1);
    }
}
