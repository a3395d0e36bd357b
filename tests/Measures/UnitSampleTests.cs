using RobustRepro.Measures.Units;

namespace RobustRepro.Tests.Measures;

/// <summary>Which units are drawn must not change: recorded verdicts rest on it.</summary>
public sealed class UnitSampleTests
{
    [Fact]
    public void The_same_units_are_drawn_everywhere()
    {
        int[] drawn = UnitSample.Of("layer3", 256, 8);
        drawn.Should().Equal(71, 108, 149, 153, 184, 208, 209, 251);
        UnitSample.Of("layer3", 256, 8).Should().Equal(drawn);
        UnitSample.Of("layer2", 256, 8).Should().NotEqual(drawn);
        UnitSample.Of("layer3", 255, 8).Should().NotEqual(drawn);
    }

    [Fact]
    public void Units_are_distinct_in_order_and_all_where_a_layer_has_fewer()
    {
        UnitSample.Of("conv1", 32, 42).Should().Equal(Enumerable.Range(0, 32));
        UnitSample.Of("conv2", 64, 42).Should().HaveCount(42).And.OnlyHaveUniqueItems().And.BeInAscendingOrder();
        UnitSample.Of("conv2", 64, 42).Should().OnlyContain(u => u >= 0 && u < 64);
    }

    /// <summary>Fewer units are a part of more.</summary>
    [Fact]
    public void A_smaller_sample_lies_in_a_larger_one() =>
        UnitSample.Of("layer1", 64, 10).Should().BeSubsetOf(UnitSample.Of("layer1", 64, 20));

    [Fact]
    public void Every_unit_is_drawn_about_equally_often()
    {
        int[] counts = new int[16];
        for (int layer = 0; layer < 2000; layer++)
        {
            foreach (int unit in UnitSample.Of($"layer{layer}", 16, 4))
                counts[unit]++;
        }
        counts.Should().OnlyContain(c => c > 400 && c < 600);
    }
}
