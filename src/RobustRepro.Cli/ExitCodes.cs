namespace RobustRepro.Cli;

/// <summary>What the program's exit status means.</summary>
internal static class ExitCodes
{
    /// <summary>Done; verdicts as recorded.</summary>
    public const int Success = 0;

    /// <summary>A verdict differs from the recorded one.</summary>
    public const int VerdictChanged = 1;

    /// <summary>Bad usage or input.</summary>
    public const int BadInput = 2;

    /// <summary>The machine lacks something.</summary>
    public const int Environment = 3;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT, as shells have it).</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM (128 + SIGTERM), as schedulers and shutdowns do.</summary>
    public const int Terminated = 143;
}
