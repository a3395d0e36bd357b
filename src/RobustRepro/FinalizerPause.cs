using System.Runtime.CompilerServices;

namespace RobustRepro;

/// <summary>
/// Holds finalizers back while several threads compute with libtorch. TorchSharp (0.107) hands libtorch the handle of a Scalar, which is every number in <c>x + 1</c> and the unseen factor in
/// <c>x + y</c>, without keeping the Scalar alive during the call. A garbage collection that another thread starts meanwhile may finalize it, and libtorch then reads freed memory: the
/// call throws or, worse, computes with another number. One thread alone is safe, since it does not collect garbage while it is inside a call.
/// </summary>
public static class FinalizerPause
{
    private static readonly Lock Gate = new();

    // whoever is inside libtorch holds it for reading
    private static readonly ReaderWriterLockSlim Computing = new();
    private static readonly ManualResetEventSlim Parked = new(), Resume = new();
    private static int threads;
    private static volatile bool wanted;

    [ThreadStatic]
    private static bool computing;

    /// <summary>For a thread that computes beside others; until disposed, by the same thread, no finalizer runs unless all such threads are at a <see cref="SafePoint"/>.</summary>
    public static IDisposable Enter()
    {
        lock (Gate)
        {
            if (threads++ == 0)
                Park();
        }
        Computing.EnterReadLock();
        computing = true;
        return new Leave();
    }

    /// <summary>Called between batches and between steps of an attack, where no call into libtorch is under way: lets another thread's <see cref="RunFinalizers"/> happen.</summary>
    public static void SafePoint()
    {
        if (!computing || !wanted)
            return;
        Computing.ExitReadLock();
        Computing.EnterReadLock();
    }

    /// <summary>Waits until all threads are at a safe point, and lets everything be finalized that waits for it. Does nothing on a thread that has not entered.</summary>
    public static void RunFinalizers()
    {
        if (!computing)
            return;
        Computing.ExitReadLock();
        wanted = true;
        Computing.EnterWriteLock();
        try
        {
            wanted = false;
            Resume.Set();
            GC.WaitForPendingFinalizers();
            Park();
        }
        finally
        {
            Computing.ExitWriteLock();
            Computing.EnterReadLock();
        }
    }

    /// <summary>Makes the finalizer thread wait inside a finalizer.</summary>
    private static void Park()
    {
        Resume.Reset();
        Parked.Reset();
        do
        {
            Abandon();
            GC.Collect();
        }
        while (!Parked.Wait(TimeSpan.FromSeconds(1)));
    }

    // not inlined, so that no local keeps it alive
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon() => _ = new Sentinel();

    private sealed class Sentinel
    {
        ~Sentinel()
        {
            Parked.Set();
            Resume.Wait();
        }
    }

    private sealed class Leave : IDisposable
    {
        public void Dispose()
        {
            computing = false;
            Computing.ExitReadLock();
            lock (Gate)
            {
                if (--threads == 0)
                    Resume.Set();
            }
        }
    }
}
