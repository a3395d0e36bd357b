using System.Runtime.InteropServices;
using RobustRepro.Files;

namespace RobustRepro.Cli;

/// <summary>Turns the errors a user can cause into one line and an exit code; anything else is a bug and keeps its
/// stack trace.</summary>
internal static class CommandRunner
{
    /// <summary>Whether an error's origin is printed too.</summary>
    public static bool Verbose { get; set; }

    /// <summary>How measuring can be gone on with, where measurements are kept.</summary>
    public const string MeasuresTheRest = "what was measured is kept, the same command measures the rest";

    /// <summary>How the work can be gone on with, asked when the process is to end; null where it begins
    /// anew.</summary>
    public static Func<string?>? GoesOn { get; set; }

    /// <summary>Does the work. Where the process is asked to end meanwhile (SIGTERM, Ctrl-C), it ends at once, and
    /// takes away what is half-written.</summary>
    public static int Run(Func<int> work)
    {
        // .NET 10 asks for no signal of itself: without these the system ends the process, and nothing is cleared up
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Stop(ExitCodes.Terminated));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Stop(ExitCodes.Interrupted));
        try
        {
            return work();
        }
        catch (InvalidInputException e)
        {
            return Failed(e, ExitCodes.BadInput);
        }
        catch (MissingRequirementException e)
        {
            return Failed(e, ExitCodes.Environment);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(e, ExitCodes.Environment);
        }
        catch (Exception e) when (IsOutOfMemory(e))
        {
            return Failed(
                new MissingRequirementException(
                    "the machine has too little memory for this; fewer --threads take less",
                    e
                ),
                ExitCodes.Environment
            );
        }
    }

    private static void Stop(int exitCode)
    {
        if (GoesOn?.Invoke() is { } how)
            Console.Error.WriteLine($"stopped; {how}");
        ProcessEnd.Now(exitCode);
    }

    /// <summary>libtorch says it in words of its own, on a CPU and on a GPU.</summary>
    private static bool IsOutOfMemory(Exception e) =>
        e is OutOfMemoryException
        || (
            e is ExternalException
            && (
                e.Message.Contains("can't allocate memory", StringComparison.Ordinal)
                || e.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            )
        );

    private static int Failed(Exception error, int exitCode)
    {
        Console.Error.WriteLine($"error: {error.Message}");
        if (Verbose)
            Console.Error.Write($"{error}\n");
        return exitCode;
    }
}
