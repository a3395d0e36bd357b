using RobustRepro.Measures.Dissection;
using RobustRepro.Tests.Probes;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures.Dissection;

public sealed class ThresholdTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(1, 1, 1, 0.005)]
    [InlineData(3, 5, 7, 0.5)]
    [InlineData(40, 14, 14, 0.005)]
    [InlineData(300, 14, 14, 0.005)]
    [InlineData(300, 14, 14, 0.2)]
    [InlineData(64, 9, 5, 0.999)]
    public void The_exact_quantile_is_torch_s(int images, int height, int width, double share)
    {
        const int units = 5;
        Tensor maps = RandomProbe.Maps(1, images, units, height, width);
        var quantile = new TopQuantile(units, (long)images * height * width, share);
        foreach (Tensor part in maps.split(7))
            quantile.Add(part);
        // in double precision: torch computes the rank in the type of the data
        float[] expected = torch
            .quantile(maps.transpose(0, 1).flatten(1).to(float64), tensor(1 - share, dtype: float64), 1)
            .to(float32)
            .data<float>()
            .ToArray();
        quantile.Thresholds().Should().Equal(expected, (a, b) => MathF.Abs(a - b) <= 2e-7f * MathF.Abs(b));
    }

    [Fact]
    public void The_exact_quantile_bears_ties_order_and_infinities()
    {
        // 1,000 values 0, 10 of each of 1, 2, ... in the worst order for a filter
        float[] ascending =
        [
            .. Enumerable.Repeat(0f, 1000),
            .. Enumerable.Range(1, 20000).Select(i => (float)((i + 9) / 10)),
        ];
        foreach (float[] values in new[] { ascending, [.. ascending.Reverse()] })
        {
            var quantile = new TopQuantile(1, values.Length, 0.1);
            foreach (float[] part in values.Chunk(777))
                quantile.Add(tensor(part, [1, 1, 1, part.Length]));
            quantile.Thresholds().Should().Equal(1790.1f);
        }
        var low = new TopQuantile(1, 4, 0.25);
        low.Add(tensor(new[] { float.NegativeInfinity, float.NegativeInfinity, 1, 3 }, [1, 1, 2, 2]));
        low.Thresholds().Should().Equal(1.5f);
    }

    [Fact]
    public void Smaller_shares_come_from_the_same_values()
    {
        Tensor maps = RandomProbe.Maps(2, 60, 3, 9, 9);
        var both = new TopQuantile(3, 60 * 81, 0.02);
        var alone = new TopQuantile(3, 60 * 81, 0.005);
        both.Add(maps);
        alone.Add(maps);
        both.Thresholds(0.005).Should().Equal(alone.Thresholds());
        both.Invoking(q => q.Thresholds(0.03)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_layer_too_large_for_exact_thresholds_gets_those_of_the_sketch()
    {
        const int units = 3,
            values = 200 * 14 * 14;
        Tensor maps = RandomProbe.Maps(4, 200, units, 14, 14);
        long bytes = TopQuantile.Bytes(units, values, 0.01);
        UnitThresholds exact = UnitThresholds.For(units, values, 0.01, bytes),
            sketched = UnitThresholds.For(units, values, 0.01, bytes - 1);
        foreach (UnitThresholds thresholds in new[] { exact, sketched })
            thresholds.Add(maps);
        (exact.AreExact, sketched.AreExact).Should().Be((true, false));
        sketched.At(0.005).Should().Equal(exact.At(0.005), (a, b) => MathF.Abs(a - b) < 0.05f);
        // Broden's first layer of ResNet-50 is of this size
        TopQuantile.Bytes(64, 63305L * 112 * 112, 0.01).Should().BeGreaterThan(2L << 30);
    }

    [Fact]
    public void Misuse_of_the_exact_quantile_is_refused()
    {
        var quantile = new TopQuantile(2, 8, 0.25);
        quantile
            .Invoking(q => q.Thresholds())
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("0 of 8 values*");
        quantile
            .Invoking(q => q.Add(ones(1, 3, 2, 2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*N x 2 x h x w*");
        quantile
            .Invoking(q => q.Add(ones(3, 2, 2, 2)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("12 values*8 were announced*");
        quantile
            .Invoking(q => q.Add(full(1, 2, 2, 2, float.NaN)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*NaN*");
        FluentActions.Invoking(() => new TopQuantile(1, 10, 1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData("random")]
    [InlineData("ascending")]
    [InlineData("descending")]
    [InlineData("organ pipe")]
    public void The_sketch_keeps_its_bound(string order)
    {
        const int units = 3,
            capacity = 64;
        const long n = 100 * 14 * 14;
        Tensor values = RandomProbe.Maps(2, units, 1, 1, (int)n).flatten(1);
        values = order switch
        {
            "ascending" => values.sort(1).Values,
            "descending" => values.sort(1, descending: true).Values,
            "organ pipe" => cat(
                [values.sort(1).Values.slice(1, 0, n, 2), values.sort(1, descending: true).Values.slice(1, 0, n, 2)],
                1
            ),
            _ => values,
        };
        var sketch = new QuantileSketch(units, capacity);
        foreach (Tensor part in values.view(units, 100, 14, 14).transpose(0, 1).split(30))
            sketch.Add(part);

        sketch.Count.Should().Be(n);
        sketch.RankError.Should().BeInRange(0.03, 0.09, "log2(19600 / 64) / 128 is 0.064");
        foreach (double share in new[] { 0.005, 0.04, 0.1, 0.5, 0.9 })
        {
            float[] thresholds = sketch.Thresholds(share);
            for (int k = 0; k < units; k++)
            {
                float[] all = values[k].data<float>().ToArray();
                (all.Count(v => v > thresholds[k]) / (double)n).Should().BeLessThanOrEqualTo(share + sketch.RankError);
                (all.Count(v => v >= thresholds[k]) / (double)n)
                    .Should()
                    .BeGreaterThanOrEqualTo(share - sketch.RankError);
                all.Should().Contain(thresholds[k]);
            }
        }
    }

    [Fact]
    public void The_sketch_is_exact_while_it_keeps_everything()
    {
        var sketch = new QuantileSketch(1, 1024);
        sketch.Add(arange(1000, dtype: float32).view(10, 1, 10, 10));
        sketch.RankError.Should().Be(0);
        sketch.Thresholds(0.005).Should().Equal(994f);
    }

    [Fact]
    public void With_its_usual_capacity_the_sketch_comes_close_to_the_exact_threshold()
    {
        Tensor maps = RandomProbe.Maps(3, 1000, 2, 14, 14);
        var sketch = new QuantileSketch(2);
        var exact = new TopQuantile(2, 1000 * 14 * 14, 0.005);
        sketch.Add(maps);
        exact.Add(maps);
        sketch.RankError.Should().BeLessThan(0.0004);
        // the density of the data is 0.013 there
        sketch.Thresholds(0.005).Should().Equal(exact.Thresholds(), (a, b) => MathF.Abs(a - b) < 0.03f);
    }

    [Fact]
    public void Misuse_of_the_sketch_is_refused()
    {
        var sketch = new QuantileSketch(2);
        sketch.Invoking(s => s.Thresholds(0.005)).Should().Throw<InvalidOperationException>();
        sketch
            .Invoking(s => s.Add(full(1, 2, 2, 2, float.NaN)))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*NaN*");
        FluentActions.Invoking(() => new QuantileSketch(2, 7)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
