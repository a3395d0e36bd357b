using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>
/// APGD (Croce and Hein 2020, section 3): projected gradient ascent with momentum, whose step size begins at 2 eps and
/// is halved, image by image, where the loss no longer rises; the image then goes back to its best iterate. Behaves as
/// the authors' autopgd_base.py.
/// </summary>
/// <param name="Loss">Driven up.</param>
/// <param name="Steps">Gradient steps.</param>
internal sealed record AutoPgd(ThreatModel Threat, AttackLoss Loss, int Steps = 100)
{
    /// <summary>Lets an image go with the first iterate that the network is wrong on. What counts is then known, and no
    /// further step is spent on it; without it every image takes all steps.</summary>
    public bool UntilMistake { get; init; } = true;

    /// <summary>Told the step sizes in use, an entry per image that is still attacked, before each step.</summary>
    public Action<int, Tensor>? Watch { get; init; }

    /// <summary>Attacks the images; the result belongs to the dispose scope of the caller.</summary>
    /// <param name="model">In evaluation mode; takes images in [0, 1].</param>
    /// <param name="images">float32, N x 3 x H x W, in [0, 1].</param>
    /// <param name="labels">int64, N.</param>
    /// <param name="targets">int64, N, for a loss that reads them.</param>
    /// <param name="start">First iterates; clamped to [0, 1] and not projected otherwise.</param>
    public AutoPgdOutcome Run(
        nn.Module<Tensor, Tensor> model,
        Tensor images,
        Tensor labels,
        Tensor targets,
        Tensor start
    )
    {
        using DisposeScope scope = NewDisposeScope();
        var outcome = new AutoPgdOutcome(images);
        var state = new AutoPgdState(Threat, Loss, images, labels, targets, start);
        var schedule = new StepSchedule(Steps);
        state.Look(model, outcome);
        Let(state, outcome);
        for (int step = 0; step < Steps && state.Count > 0; step++)
        {
            FinalizerPause.SafePoint();
            Watch?.Invoke(step, state.StepSizes);
            state.Move(momentum: step > 0);
            state.Look(model, outcome);
            if (schedule.Step() is { } window)
                state.Adapt(window);
            Let(state, outcome);
        }
        state.End(outcome);
        return outcome.MoveOut();
    }

    private void Let(AutoPgdState state, AutoPgdOutcome outcome)
    {
        if (UntilMistake)
            state.LetGo(outcome);
    }
}
