using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace RobustRepro.Runtime;

/// <summary>Work on many images at once, whose error does not depend on which thread was faster.</summary>
internal static class OrderedParallel
{
    /// <summary>Runs the work for 0 .. count - 1 on all cores.</summary>
    /// <exception cref="InvalidInputException">What the work threw for the lowest index it failed for.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void For(int count, Action<int> work, CancellationToken cancellation = default)
    {
        ConcurrentDictionary<int, InvalidInputException> failures = [];
        Parallel.For(
            0,
            count,
            new ParallelOptions { CancellationToken = cancellation },
            (index, state) =>
            {
                try
                {
                    work(index);
                }
                catch (InvalidInputException error)
                {
                    failures[index] = error;
                    // lower indices still run
                    state.Break();
                }
            }
        );
        if (!failures.IsEmpty)
            ExceptionDispatchInfo.Throw(failures[failures.Keys.Min()]);
    }
}
