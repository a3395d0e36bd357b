using RobustRepro.Measures.Units;
using RobustRepro.Measuring.Store;

namespace RobustRepro.Tests.Measuring;

public sealed class UnitsFormatTests
{
    private static readonly UnitMeasurements Nothing = new([], new(1, 1, []), [], [], [], [], []);

    [Fact]
    public void Noise_comes_back_to_the_last_bit()
    {
        UnitMeasurements units = Nothing with
        {
            Noise =
            [
                new("a", [1, 1 / 3.0], [2, double.NaN]) { RelativeChange = [0.1, double.NaN] },
                new("b", [4], [5]) { RelativeChange = [Math.BitIncrement(0.1)] },
            ],
        };
        UnitsFormat
            .ReadNoise(UnitsFormat.WriteNoise(new(), units), Nothing)
            .Should()
            .BeEquivalentTo(units, o => o.WithStrictOrdering());
    }

    [Fact]
    public void Entropies_come_back_to_the_last_bit()
    {
        UnitMeasurements units = Nothing with
        {
            TopImages =
            [
                new("a", [1, double.NaN], [0.5, double.NaN]) { ActivityEntropy = [Math.Log2(3), double.NaN] },
                new("b", [2], [0.25]) { ActivityEntropy = [Math.BitIncrement(2)] },
            ],
            EntropyResamples = [1 / 3.0, double.NaN, 0],
            ProbeImages = 240,
            TestImages = 1000,
        };
        UnitsFormat
            .ReadConcepts(UnitsFormat.WriteConcepts(new(), units), Nothing)
            .Should()
            .BeEquivalentTo(units, o => o.WithStrictOrdering());
    }
}
