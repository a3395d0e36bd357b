using System.Runtime.CompilerServices;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Tests.Runtime;

namespace RobustRepro.Tests.Measuring;

public sealed class LoadedNetworkTests
{
    /// <summary>What libtorch reads may be garbage to the runtime already.</summary>
    [Fact]
    public void Nothing_is_finalized_while_a_network_is_measured()
    {
        var finalized = new StrongBox<int>();
        using (
            var network = new LoadedNetwork(
                () => ModelRegistry.Create(ModelRegistry.Find("resnet"), 32, 10, Normalization.Centred),
                null
            )
        )
        {
            CollectOne(finalized);
            finalized.Value.Should().Be(1, "it is not loaded yet");
            network.In(Precision.Float32);
            CollectOne(finalized);
            finalized.Value.Should().Be(1);
        }
        GC.WaitForPendingFinalizers();
        finalized.Value.Should().Be(2, "finalizers go on after it");
    }

    private static void CollectOne(StrongBox<int> finalized)
    {
        Abandoned.One(finalized);
        GC.Collect();
        // finalizers run on a thread of their own, if they do
        Thread.Sleep(200);
    }
}
