using System.Runtime.InteropServices;
using TorchSharp;

namespace RobustRepro.Runtime;

/// <summary>Starts libtorch once per process. Call <see cref="Start"/> before anything else touches
/// TorchSharp.</summary>
public static partial class TorchRuntime
{
    private static readonly Lock Gate = new();
    private static bool started;

    /// <summary>The version of libtorch that TorchSharp 0.107.0 binds to, for provenance.</summary>
    public const string LibTorchVersion = "2.10.0";

    /// <summary>Checks that libtorch loads on this system, keeps it from kernels that are wrong on this processor
    /// (<see cref="ConvolutionKernels"/>), tunes the allocator, and fixes the thread count.</summary>
    /// <param name="threads">Threads libtorch computes with; null for one per core. Results are bit-identical only at
    /// equal counts.</param>
    /// <exception cref="MissingRequirementException">libtorch cannot be loaded; the message says what is
    /// missing.</exception>
    public static void Start(int? threads = null)
    {
        lock (Gate)
        {
            if (!started)
            {
                if (OperatingSystem.IsLinux())
                {
                    NativePreflight.Check(AppContext.BaseDirectory);
                    KeepFreedMemory();
                    ConvolutionKernels.Choose();
                }
                started = true;
            }
        }
        Threads = threads ?? Environment.ProcessorCount;
        SetThreads(Threads);
    }

    /// <summary>Threads libtorch computes with when it is called from the main thread.</summary>
    public static int Threads { get; private set; } = Environment.ProcessorCount;

    /// <summary>Threads for work asked for by the calling thread: one inside a parallel loop over networks.</summary>
    public static int CurrentThreads => torch.get_num_threads();

    /// <summary>For a thread of a parallel loop: what it asks of libtorch is computed on that thread alone.</summary>
    public static void ComputeOnOneThread() => torch.set_num_threads(1);

    /// <summary>For a thread that computed alone and goes on to other work, such as the caller of the loop.</summary>
    public static void ComputeOnAllThreads() => torch.set_num_threads(Threads);

    private static void SetThreads(int count) => torch.set_num_threads(count);

    /// <summary>
    /// glibc returns large blocks to the kernel at every free, and a training step frees hundreds: page faults then
    /// cost a third of the time. Raising the thresholds keeps the memory for the next step. Not for blocks of 32 MB and
    /// more, which only images of 224 x 224 need: glibc before 2.38 finds no place for an aligned block where one of
    /// the same size was freed, and a ResNet-50 then grows by 200 MB with every batch.
    /// </summary>
    private static void KeepFreedMemory()
    {
        const int trimThreshold = -1,
            topPad = -2,
            mmapThreshold = -3,
            mostArenas = -8;
        try
        {
            _ = MallOpt(mmapThreshold, 32 << 20);
            _ = MallOpt(trimThreshold, 1 << 30);
            _ = MallOpt(topPad, 64 << 20);
            // the arenas of other threads end at 64 MB and know no thresholds: let all threads use the first
            _ = MallOpt(mostArenas, 1);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no mallopt: slower, not wrong
        }
    }

    /// <summary>
    /// Gives the memory that was kept back to the kernel. Between networks, not between steps: with two networks side
    /// by side the gaps that one leaves seldom fit the other, and the process would grow with every network.
    /// </summary>
    public static void ReleaseFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl keeps nothing back
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);
}
