using System.Runtime.CompilerServices;
using RobustRepro.Runtime;

namespace RobustRepro.Tests.Runtime;

public sealed class FinalizerPauseTests
{
    [Fact]
    public void Nothing_is_finalized_until_all_threads_are_at_a_safe_point()
    {
        using IDisposable pause = FinalizerPause.Enter();
        var finalized = new StrongBox<int>();
        Abandoned.One(finalized);
        GC.Collect();
        Thread.Sleep(100);
        finalized.Value.Should().Be(0);

        using var entered = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var other = new Thread(() =>
        {
            using IDisposable own = FinalizerPause.Enter();
            entered.Set();
            while (!done.IsSet)
                FinalizerPause.SafePoint();
        });
        other.Start();
        entered.Wait();
        FinalizerPause.RunFinalizers();
        finalized.Value.Should().Be(1);

        Abandoned.One(finalized);
        GC.Collect();
        Thread.Sleep(100);
        finalized.Value.Should().Be(1, "the pause goes on");
        done.Set();
        other.Join();
    }

    [Fact]
    public void After_the_last_thread_left_finalizers_run_by_themselves()
    {
        var finalized = new StrongBox<int>();
        using (FinalizerPause.Enter())
            Abandoned.One(finalized);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        finalized.Value.Should().Be(1);
        // outside of a pause both do nothing
        FinalizerPause.SafePoint();
        FinalizerPause.RunFinalizers();
    }

    [Fact]
    public void One_pause_may_follow_another_at_once()
    {
        var finalized = new StrongBox<int>();
        for (int i = 0; i < 100; i++)
        {
            using IDisposable pause = FinalizerPause.Enter();
            if (i % 10 == 0)
                FinalizerPause.RunFinalizers();
            Abandoned.One(finalized);
        }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        finalized.Value.Should().Be(100);
    }

    [Fact]
    public void A_thread_that_entered_twice_leaves_twice()
    {
        var finalized = new StrongBox<int>();
        IDisposable first = FinalizerPause.Enter(),
            second = FinalizerPause.Enter();
        Abandoned.One(finalized);
        first.Dispose();
        GC.Collect();
        Thread.Sleep(100);
        finalized.Value.Should().Be(0);
        FinalizerPause.RunFinalizers();
        finalized.Value.Should().Be(1);
        Abandoned.One(finalized);
        second.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        finalized.Value.Should().Be(2);
    }
}
