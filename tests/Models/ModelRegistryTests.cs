using RobustRepro.Models;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Models;

public sealed class ModelRegistryTests
{
    /// <summary>Loading a network makes it first: whoever draws random numbers before and after must not
    /// notice.</summary>
    [Fact]
    public void Making_a_network_leaves_the_random_generator_as_it_was()
    {
        random.manual_seed(7);
        using Tensor expected = rand(4);
        using Tensor next = rand(4);
        random.manual_seed(7);
        using Tensor first = rand(4);
        using NormalizedModel model = Make(seed: 3);
        using Tensor second = rand(4);
        first.data<float>().ToArray().Should().Equal(expected.data<float>().ToArray());
        second.data<float>().ToArray().Should().Equal(next.data<float>().ToArray());
    }

    [Fact]
    public void The_seed_alone_decides_the_weights()
    {
        random.manual_seed(1);
        using NormalizedModel one = Make(seed: 3);
        random.manual_seed(2);
        using NormalizedModel same = Make(seed: 3),
            other = Make(seed: 4);
        Weights(same).Should().Equal(Weights(one));
        Weights(other).Should().NotEqual(Weights(one));
    }

    private static NormalizedModel Make(long seed) =>
        ModelRegistry.Create(ModelRegistry.Find("resnet"), 32, 10, Normalization.Centred, seed);

    private static float[] Weights(NormalizedModel model) =>
        [.. model.parameters().SelectMany(p => p.detach().data<float>().ToArray())];
}
