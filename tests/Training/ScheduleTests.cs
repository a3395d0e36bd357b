using RobustRepro.Attacks;
using RobustRepro.Training;

namespace RobustRepro.Tests.Training;

public sealed class ScheduleTests
{
    /// <summary>torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr, total_steps, pct_start, cycle_momentum=False),
    /// PyTorch 1.13.</summary>
    [Theory]
    [InlineData(0.1, 100, 0.3, 0, 0.0040000000000000036)]
    [InlineData(0.1, 100, 0.3, 1, 0.004281378056590748)]
    [InlineData(0.1, 100, 0.3, 10, 0.029516394846410082)]
    [InlineData(0.1, 100, 0.3, 29, 0.1)]
    [InlineData(0.1, 100, 0.3, 30, 0.09994965352845243)]
    [InlineData(0.1, 100, 0.3, 50, 0.0793893450575732)]
    [InlineData(0.1, 100, 0.3, 98, 5.07464715475788e-05)]
    [InlineData(0.1, 100, 0.3, 99, 4e-07)]
    [InlineData(0.001, 37, 0.25, 1, 7.438339215228517e-05)]
    [InlineData(0.001, 37, 0.25, 8, 0.0009978265228350806)]
    [InlineData(0.001, 37, 0.25, 9, 0.0009981987514762862)]
    [InlineData(0.001, 37, 0.25, 28, 0.00019142961897373383)]
    [InlineData(0.001, 37, 0.25, 36, 4e-09)]
    public void One_cycle_is_PyTorch_s(double peak, int total, double warmUp, long step, double expected) =>
        new ScheduleRecipe(ScheduleKind.OneCycle, WarmUp: warmUp)
            .At(step, total, 1, peak)
            .Should()
            .BeApproximately(expected, 1e-10 + 1e-9 * peak);

    [Fact]
    public void One_cycle_goes_by_the_steps_of_all_epochs()
    {
        var schedule = new ScheduleRecipe(ScheduleKind.OneCycle);
        for (long step = 0; step < 100; step++)
            schedule.At(step, 20, 5, 0.1).Should().Be(schedule.At(step, 100, 1, 0.1));
    }

    [Fact]
    public void Step_reduces_at_the_first_step_of_every_nth_epoch()
    {
        var schedule = new ScheduleRecipe(ScheduleKind.Step, StepEpochs: 2, Gamma: 0.1);
        new long[] { 0, 19, 20, 39, 40 }
            .Select(s => Math.Round(schedule.At(s, 10, 6, 1), 12))
            .Should()
            .Equal(1, 1, 0.1, 0.1, 0.01);
    }

    [Fact]
    public void Constant_is_constant() =>
        new ScheduleRecipe(ScheduleKind.Constant).At(77, 10, 10, 0.3).Should().Be(0.3);

    [Fact]
    public void Eps_and_step_size_fade_in_together()
    {
        var recipe = new AttackRecipe(Norm.L2, 2, 3, 1, FadeIn: 0.5, RandomStart: true);
        recipe.At(0, 100).Should().BeNull();
        recipe
            .At(10, 100)
            .Should()
            .Be(new ProjectedGradientDescent(new(Norm.L2, 0.4f), 0.2f, 3) { RandomStart = true });
        recipe.At(25, 100)!.Threat.Eps.Should().Be(1);
        recipe.At(50, 100)!.Threat.Eps.Should().Be(2);
        recipe.At(99, 100)!.Threat.Eps.Should().Be(2);
        (recipe with { FadeIn = 0 }).At(0, 100)!.Threat.Eps.Should().Be(2);
    }
}
