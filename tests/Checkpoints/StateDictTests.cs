using RobustRepro.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

public sealed class StateDictTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Sequential network = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5));

    public void Dispose()
    {
        network.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void Fitting_weights_are_copied_and_converted()
    {
        Dictionary<string, Tensor> weights = Weights();
        weights["0.weight"] = weights["0.weight"].to(float64);
        StateDict.Load(network, weights, "source");
        foreach ((string name, Tensor tensor) in network.state_dict())
            tensor.eq(weights[name]).all().item<bool>().Should().BeTrue(name);
        network.state_dict()["0.weight"].dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void A_bias_of_one_value_does_not_fill_five() =>
        Problem(w => w["0.bias"] = zeros(1))
            .Should()
            .Be("source: the weights do not fit the network: 0.bias is [1], expected [5]");

    [Fact]
    public void Missing_and_unexpected_names_are_listed() =>
        Problem(w =>
            {
                w.Remove("0.weight");
                w["fc.weight"] = zeros(1);
            })
            .Should()
            .Contain("missing 0.weight; unexpected fc.weight");

    [Fact]
    public void Many_problems_are_counted() =>
        Problem(w =>
            {
                for (int i = 0; i < 15; i++)
                    w[$"extra{i:00}"] = zeros(1);
            })
            .Should()
            .Contain("unexpected extra09; and 5 more")
            .And.NotContain("extra10");

    [Fact]
    public void Only_the_batch_counter_may_be_missing()
    {
        Dictionary<string, Tensor> weights = Weights();
        weights.Remove("1.num_batches_tracked");
        StateDict.Load(network, weights, "source");
        Problem(w => w.Remove("1.running_mean")).Should().Contain("missing 1.running_mean");
    }

    /// <summary>The error's message; the network must be as it was.</summary>
    private string Problem(Action<Dictionary<string, Tensor>> change)
    {
        Dictionary<string, Tensor> before = network.state_dict().ToDictionary(p => p.Key, p => p.Value.clone()),
            weights = Weights();
        change(weights);
        string message = FluentActions
            .Invoking(() => StateDict.Load(network, weights, "source"))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message;
        foreach ((string name, Tensor tensor) in network.state_dict())
            tensor.eq(before[name]).all().item<bool>().Should().BeTrue(name);
        return message;
    }

    private Dictionary<string, Tensor> Weights() =>
        network.state_dict().ToDictionary(p => p.Key, p => p.Value.detach() + 1);

    [Theory]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(3e38, true)]
    public void Weights_that_are_no_finite_numbers_are_refused(double value, bool taken)
    {
        using var network = TorchSharp.torch.nn.BatchNorm2d(3);
        using (TorchSharp.torch.no_grad())
            network.running_var![1] = (float)value;
        Action require = () => StateDict.RequireFinite(network, "x.pt");
        if (taken)
            require.Should().NotThrow();
        else
            require.Should().Throw<InvalidInputException>().WithMessage("x.pt: 'running_var' holds values that are*");
    }
}
