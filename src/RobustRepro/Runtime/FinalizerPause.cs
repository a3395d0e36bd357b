using System.Runtime.CompilerServices;

namespace RobustRepro.Runtime;

/// <summary>
/// Holds finalizers back while a thread computes with libtorch. TorchSharp (0.107) hands libtorch the handle of a
/// Scalar, which is every number in <c>x + 1</c> and the unseen factor in <c>x + y</c>, without keeping the Scalar
/// alive during the call. A garbage collection that another thread starts meanwhile may finalize it, and libtorch then
/// reads freed memory: the call throws or, worse, computes with another number. A thread that computes alone is in the
/// same danger, if seldom: the runtime has threads of its own that collect garbage. Of 17 trainings of some twenty
/// minutes, two died of it.
/// </summary>
internal static class FinalizerPause
{
    private static readonly Lock Gate = new();

    // whoever is inside libtorch holds it for reading
    private static readonly ReaderWriterLockSlim Computing = new();

    // guards the two flags below, which the finalizer thread shares
    private static readonly object Finalizing = new();
    private static bool held,
        parked;
    private static int threads;
    private static volatile bool wanted;

    // how often the thread has entered and not left
    [ThreadStatic]
    private static int depth;

    /// <summary>For a thread that computes beside others; until disposed, by the same thread, no finalizer runs unless
    /// all such threads are at a <see cref="SafePoint"/>. A thread may enter again; the last leave counts.</summary>
    public static IDisposable Enter()
    {
        if (depth++ == 0)
        {
            lock (Gate)
            {
                if (threads++ == 0)
                    Park();
            }
            Computing.EnterReadLock();
        }
        return new Leave();
    }

    /// <summary>Called between batches and between steps of an attack, where no call into libtorch is under way: lets
    /// another thread's <see cref="RunFinalizers"/> happen.</summary>
    public static void SafePoint()
    {
        if (depth == 0 || !wanted)
            return;
        Computing.ExitReadLock();
        Computing.EnterReadLock();
    }

    /// <summary>Waits until all threads are at a safe point, and lets everything be finalized that waits for it. Does
    /// nothing on a thread that has not entered.</summary>
    public static void RunFinalizers()
    {
        if (depth == 0)
            return;
        Computing.ExitReadLock();
        wanted = true;
        Computing.EnterWriteLock();
        try
        {
            wanted = false;
            LetGo();
            GC.WaitForPendingFinalizers();
            Park();
        }
        finally
        {
            Computing.ExitWriteLock();
            Computing.EnterReadLock();
        }
    }

    /// <summary>Makes the finalizer thread wait inside a finalizer; it may still be there from the pause before, not
    /// yet awake.</summary>
    private static void Park()
    {
        lock (Finalizing)
            held = true;
        while (true)
        {
            lock (Finalizing)
            {
                if (parked)
                    return;
            }
            Abandon();
            GC.Collect();
            lock (Finalizing)
            {
                if (!parked)
                    Monitor.Wait(Finalizing, TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static void LetGo()
    {
        lock (Finalizing)
        {
            held = false;
            Monitor.PulseAll(Finalizing);
        }
    }

    // not inlined, so that no local keeps it alive
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon() => _ = new Sentinel();

    private sealed class Sentinel
    {
        ~Sentinel()
        {
            lock (Finalizing)
            {
                while (held)
                {
                    parked = true;
                    Monitor.PulseAll(Finalizing);
                    Monitor.Wait(Finalizing);
                }
                parked = false;
            }
        }
    }

    private sealed class Leave : IDisposable
    {
        public void Dispose()
        {
            if (--depth > 0)
                return;
            Computing.ExitReadLock();
            lock (Gate)
            {
                if (--threads == 0)
                    LetGo();
            }
        }
    }
}
