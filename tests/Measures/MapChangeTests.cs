using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures;

public sealed class MapChangeTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Change_is_relative_to_the_map_and_a_mean_over_the_images_that_have_one()
    {
        // per image and channel a map of 1 x 2
        Tensor before = tensor(new float[] { 3, 4, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0 }, [3, 2, 1, 2]),
            after = tensor(new float[] { 3, 9, 5, 5, 1, 2, 0, 1, 7, 7, 2, 0 }, [3, 2, 1, 2]);
        var change = new MapChange(2);
        change.Add(before.narrow(0, 0, 1), after.narrow(0, 0, 1));
        change.Mean().Should().Equal([1, double.NaN], "the map (3, 4) moves by (0, 5); the other is 0 before");
        change.Add(before.narrow(0, 1, 2), after.narrow(0, 1, 2));
        change.Mean().Should().Equal([1.5, 0], "1 and 2 of the images that fire; the last map stays as it is");
    }

    [Fact]
    public void No_tensor_survives()
    {
        Tensor maps = rand(2, 3, 2, 2);
        long before = ToyNetworks.LiveTensors;
        new MapChange(3).Add(maps, maps);
        ToyNetworks.LiveTensors.Should().Be(before);
    }

    [Fact]
    public void Ratios_of_variation_have_a_sign_and_their_absolute_values_none()
    {
        var response = new NoiseResponse("layer", [1, 4, 2, 0, 3], [4, 1, 2, 1, 0]);
        response.LogRatios.Should().Equal(2, -2, 0, double.NaN, double.NaN);
        response.AbsoluteLogRatios.Should().Equal(2, 2, 0, double.NaN, double.NaN);
    }
}
