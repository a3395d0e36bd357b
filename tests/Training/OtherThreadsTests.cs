using RobustRepro.Studies;
using RobustRepro.Tests.Cli;
using RobustRepro.Training;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Training;

public sealed class OtherThreadsTests
{
    /// <summary>A thread of the runtime, or of whoever calls, may collect garbage while training is inside libtorch:
    /// what libtorch reads must not be finalized then. Without a pause of finalizers this test ends its
    /// process.</summary>
    [Fact]
    public void Garbage_that_other_threads_collect_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        TrainingRecipe recipe = TrainingRecipe.Load(
            TinyRecipe.Write(folder.Path, robust: true, images: 100, epochs: 2)
        );
        string alone = Trained("alone");
        using var done = new CancellationTokenSource();
        var other = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                Thread.Sleep(1);
            }
        });
        other.Start();
        try
        {
            File.ReadAllBytes(Trained("beside")).Should().Equal(File.ReadAllBytes(alone));
        }
        finally
        {
            done.Cancel();
            other.Join();
        }

        string Trained(string name) =>
            NetworkTraining.Run(recipe, 1, null, folder.File(name), folder.File(name), false, CPU);
    }
}
