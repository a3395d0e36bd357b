using System.Runtime.CompilerServices;

namespace RobustRepro.Tests.Runtime;

/// <summary>Garbage that counts when it is finalized.</summary>
internal sealed class Abandoned
{
    private readonly StrongBox<int> finalized;

    private Abandoned(StrongBox<int> finalized) => this.finalized = finalized;

    ~Abandoned() => Interlocked.Increment(ref finalized.Value);

    // not inlined, so that no local keeps it alive
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void One(StrongBox<int> finalized) => _ = new Abandoned(finalized);
}
