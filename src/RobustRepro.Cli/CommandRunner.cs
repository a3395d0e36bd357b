namespace RobustRepro.Cli;

/// <summary>Turns the errors a user can cause into one line and an exit code; anything else is a bug and keeps its
/// stack trace.</summary>
internal static class CommandRunner
{
    public static int Run(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (InvalidInputException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCodes.BadInput;
        }
        catch (MissingRequirementException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCodes.Environment;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return ExitCodes.Environment;
        }
    }
}
