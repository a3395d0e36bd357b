using System.Collections.Concurrent;
using RobustRepro.Runtime;

namespace RobustRepro.Tests.Runtime;

public sealed class TorchWorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_job_runs_once_on_a_thread_that_computes_alone(int threads)
    {
        try
        {
            TorchRuntime.Start(threads);
            var jobs = new ConcurrentBag<(int Job, int Threads, int Id)>();
            TorchWorkers.For(
                20,
                i =>
                {
                    Thread.Sleep(2);
                    jobs.Add((i, TorchRuntime.CurrentThreads, Environment.CurrentManagedThreadId));
                }
            );
            jobs.Select(j => j.Job).Order().Should().Equal(Enumerable.Range(0, 20));
            jobs.Should().OnlyContain(j => j.Threads == 1);
            jobs.Select(j => j.Id).Distinct().Should().HaveCountLessThanOrEqualTo(threads);
            TorchRuntime.CurrentThreads.Should().Be(threads, "the caller's thread is left as it was");
        }
        finally
        {
            TorchRuntime.Start(1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_error_stops_the_work_and_reaches_the_caller(int threads)
    {
        try
        {
            TorchRuntime.Start(threads);
            int done = 0;
            FluentActions
                .Invoking(() =>
                    TorchWorkers.For(
                        100_000,
                        i =>
                        {
                            if (i == 3)
                                throw new InvalidOperationException("the third");
                            Thread.Sleep(1);
                            Interlocked.Increment(ref done);
                        }
                    )
                )
                .Should()
                .Throw<InvalidOperationException>()
                .WithMessage("the third");
            done.Should().BeLessThan(90_000);
        }
        finally
        {
            TorchRuntime.Start(1);
        }
    }

    [Fact]
    public void No_job_is_no_work() =>
        FluentActions
            .Invoking(() => TorchWorkers.For(0, _ => throw new InvalidOperationException()))
            .Should()
            .NotThrow();
}
