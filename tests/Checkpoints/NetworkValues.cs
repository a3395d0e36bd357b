using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>What a network's entries hold.</summary>
internal static class NetworkValues
{
    /// <summary>The network has these entries and no others, each with these values.</summary>
    public static void RequireSame(nn.Module network, Dictionary<string, Tensor> expected, float tolerance)
    {
        Dictionary<string, Tensor> own = network.state_dict();
        own.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach ((string name, Tensor tensor) in own)
            (tensor.to(float32) - expected[name].to(float32))
                .abs()
                .max()
                .item<float>()
                .Should()
                .BeLessThanOrEqualTo(tolerance, name);
    }
}
