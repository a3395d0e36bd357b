using System.Runtime.ExceptionServices;

namespace RobustRepro.Runtime;

/// <summary>Independent jobs side by side, each computing with libtorch on one thread: the results do not depend on how
/// many threads there are.</summary>
internal static class TorchWorkers
{
    /// <param name="job">Given its number, from 0. Tensors it leaves behind must be written into ones that exist, or
    /// detached from their scope.</param>
    public static void For(int count, Action<int> job)
    {
        int workers = Math.Min(count, TorchRuntime.CurrentThreads);
        if (TorchRuntime.CurrentThreads == 1)
        {
            // the caller may itself be one of several threads side by side
            for (int i = 0; i < count; i++)
                job(i);
            return;
        }
        int next = -1;
        ExceptionDispatchInfo? error = null;
        // threads of their own, since a pool's would keep libtorch's thread count
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(_ => new Thread(Work))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        error?.Throw();

        void Work()
        {
            TorchRuntime.ComputeOnOneThread();
            using IDisposable pause = FinalizerPause.Enter();
            try
            {
                for (int i; error is null && (i = Interlocked.Increment(ref next)) < count; )
                    job(i);
            }
            catch (Exception e)
            {
                error = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
