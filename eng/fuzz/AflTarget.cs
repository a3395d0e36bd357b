using RobustRepro.Tests.Fuzz.Readers;
using SharpFuzz;

namespace RobustRepro.Fuzz;

/// <summary>A reader as afl-fuzz runs it: one process for many inputs, which it says branches of, and which ends at
/// the first find.</summary>
internal static class AflTarget
{
    public static void Run(FuzzedReader reader, string folder)
    {
        using var trial = new Trial(reader, folder);
        bool inside = false;
        Fuzzer.Run(
            (Stream stream) =>
            {
                using var input = new MemoryStream();
                stream.CopyTo(input);
                if (!inside)
                {
                    Sandbox.Enter();
                    inside = true;
                }
                if (trial.Of(input.ToArray()) is { } wrong)
                    throw new InvalidOperationException(wrong);
            }
        );
    }
}
