namespace RobustRepro.Attacks.Auto;

/// <summary>When APGD looks back and may halve a step size (Croce and Hein 2020, section 3.1): after 22% of the steps,
/// then after windows that get shorter by 3% each, down to 6%.</summary>
/// <param name="steps">Steps of the whole attack.</param>
internal sealed class StepSchedule(int steps)
{
    /// <summary>Share of a window's steps that must have raised the loss for the step size to stay.</summary>
    public const float Rising = 0.75f;

    private readonly int shortest = Share(steps, 6),
        shorter = Share(steps, 3);
    private int since;

    /// <summary>Steps of the current window.</summary>
    public int Window { get; private set; } = Share(steps, 22);

    /// <summary>Counts a step.</summary>
    /// <returns>How many steps the window had that ends with this one; null within a window.</returns>
    public int? Step()
    {
        if (++since < Window)
            return null;
        int ended = Window;
        Window = Math.Max(Window - shorter, shortest);
        since = 0;
        return ended;
    }

    /// <summary>Per cent of the steps in whole steps, at least one.</summary>
    private static int Share(int steps, int percent) => Math.Max(steps * percent / 100, 1);
}
