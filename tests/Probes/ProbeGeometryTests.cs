using System.Numerics;
using RobustRepro.Probes.Trifeature;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Tests.Probes;

public sealed class ProbeGeometryTests
{
    public static TheoryData<ProbeShape> Shapes { get; } = [.. Enum.GetValues<ProbeShape>()];

    public static TheoryData<ProbeTexture> Textures { get; } = [.. Enum.GetValues<ProbeTexture>()];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_outline_is_where_the_inside_ends(ProbeShape shape)
    {
        const float step = 0.02f;
        ProbeOutline outline = ProbeShapeGeometry.Outline(shape);
        for (float y = -1.5f; y < 1.5f; y += step)
        {
            for (float x = -1.5f; x < 1.5f; x += step)
            {
                float distance = outline.Pieces.Min(p => p.DistanceTo(new(x, y)));
                bool[] around =
                [
                    .. Enumerable
                        .Range(0, 64)
                        .Select(k =>
                            ProbeShapeGeometry.Contains(
                                shape,
                                x + step * MathF.Cos(MathF.PI * k / 32),
                                y + step * MathF.Sin(MathF.PI * k / 32)
                            )
                        ),
                ];
                bool mixed = around.Distinct().Count() == 2;
                if (mixed ? distance > step : distance < step / 4)
                    Assert.Fail(
                        $"({x}, {y}) is {distance} from the outline, and all around it is {(mixed ? "not " : "")}alike"
                    );
            }
        }
    }

    [Theory]
    [InlineData(ProbeShape.Triangle, 3, 0, 0)]
    [InlineData(ProbeShape.Square, 0, 4, 0)]
    [InlineData(ProbeShape.Plus, 0, 8, 4)]
    [InlineData(ProbeShape.Circle, 0, 0, 0)]
    [InlineData(ProbeShape.Tee, 0, 6, 2)]
    [InlineData(ProbeShape.Rhombus, 2, 2, 0)]
    [InlineData(ProbeShape.Star, 5, 0, 5)]
    [InlineData(ProbeShape.Ell, 0, 5, 1)]
    [InlineData(ProbeShape.Arrow, 3, 2, 2)]
    [InlineData(ProbeShape.Burst, 8, 0, 8)]
    [InlineData(ProbeShape.Ring, 0, 0, 0)]
    [InlineData(ProbeShape.Crescent, 2, 0, 0)]
    [InlineData(ProbeShape.Heart, 1, 0, 1)]
    [InlineData(ProbeShape.Semicircle, 0, 2, 0)]
    [InlineData(ProbeShape.Hourglass, 4, 0, 2)]
    public void A_shape_has_the_vertices_one_sees(ProbeShape shape, int tips, int corners, int notches)
    {
        ILookup<ProbePart, Vector2> vertices = ProbeShapeGeometry
            .Outline(shape)
            .Vertices.ToLookup(v => v.Kind, v => v.Point);
        (vertices[ProbePart.Tip].Count(), vertices[ProbePart.Corner].Count(), vertices[ProbePart.Notch].Count())
            .Should()
            .Be((tips, corners, notches));
    }

    [Theory]
    [InlineData(ProbeShape.Square, 0, 0, ProbePart.Interior)]
    [InlineData(ProbeShape.Square, 0, -0.64, ProbePart.Interior)]
    [InlineData(ProbeShape.Square, 0, -0.66, ProbePart.StraightEdge)]
    [InlineData(ProbeShape.Square, 0.7, 0.6, ProbePart.Corner)]
    [InlineData(ProbeShape.Square, 0.7, 0.55, ProbePart.StraightEdge)]
    [InlineData(ProbeShape.Triangle, 0, -0.8, ProbePart.Tip)]
    [InlineData(ProbeShape.Triangle, 0, 0.4, ProbePart.StraightEdge)]
    [InlineData(ProbeShape.Circle, 0.84, 0, ProbePart.Interior)]
    [InlineData(ProbeShape.Circle, 0, 0.86, ProbePart.CurvedEdge)]
    [InlineData(ProbeShape.Ring, 0.55, 0, ProbePart.CurvedEdge)]
    [InlineData(ProbeShape.Ring, 0.75, 0, ProbePart.Interior)]
    [InlineData(ProbeShape.Ring, -0.9, 0, ProbePart.CurvedEdge)]
    [InlineData(ProbeShape.Plus, 0.3, 0.3, ProbePart.Notch)]
    [InlineData(ProbeShape.Plus, 0.3, 0.95, ProbePart.Corner)]
    [InlineData(ProbeShape.Heart, 0, 0.8, ProbePart.Tip)]
    [InlineData(ProbeShape.Heart, 0, -0.5, ProbePart.Notch)]
    [InlineData(ProbeShape.Heart, 0.5, -0.85, ProbePart.CurvedEdge)]
    [InlineData(ProbeShape.Heart, 0.45, 0.37, ProbePart.StraightEdge)]
    [InlineData(ProbeShape.Crescent, 0.62, 0.75, ProbePart.Tip)]
    [InlineData(ProbeShape.Crescent, -0.35, 0, ProbePart.CurvedEdge)]
    [InlineData(ProbeShape.Semicircle, 0, 0.4, ProbePart.StraightEdge)]
    [InlineData(ProbeShape.Semicircle, 0, -0.5, ProbePart.CurvedEdge)]
    [InlineData(ProbeShape.Semicircle, 0.9, 0.4, ProbePart.Corner)]
    public void A_point_is_of_the_part_the_rule_gives(ProbeShape shape, float x, float y, ProbePart expected)
    {
        ProbeShapeGeometry.Contains(shape, x, y).Should().BeTrue();
        ProbeShapeGeometry.Outline(shape).PartAt(new(x, y)).Should().Be(expected);
    }

    [Fact]
    public void New_shapes_are_unlike_the_trained_ones()
    {
        foreach (ProbeShape unseen in Enum.GetValues<ProbeShape>()[TrifeatureGenerator.ClassCount..])
        {
            foreach (ProbeShape trained in Enum.GetValues<ProbeShape>()[..TrifeatureGenerator.ClassCount])
                Overlap(unseen, trained).Should().BeLessThan(0.8, $"{unseen} and {trained}");
        }
    }

    [Theory]
    [MemberData(nameof(Textures))]
    public void A_texture_stays_within_its_range_and_darkens_as_much_as_it_lightens(ProbeTexture texture)
    {
        float[] values = Field(texture, 4.5f);
        values.Should().OnlyContain(v => v >= -1 && v <= 1);
        Math.Abs(values.Average()).Should().BeLessThan(0.35f);
        values.Select(v => v * v).Average().Should().BeGreaterThan(0.2f);
        values.Max().Should().BeGreaterThan(0.45f);
        values.Min().Should().BeLessThan(-0.45f);
    }

    [Fact]
    public void The_first_ten_textures_are_those_of_training_images()
    {
        for (int k = 0; k < TrifeatureGenerator.ClassCount; k++)
        {
            for (int i = 0; i < 50; i++)
            {
                SplitMixRandom one = new(1, i),
                    other = new(1, i);
                ProbeTextureField
                    .At((ProbeTexture)k, i * 0.7f, i * 0.3f, 4, ref one)
                    .Should()
                    .Be(TextureField.At((TrifeatureTexture)k, i * 0.7f, i * 0.3f, 4, ref other));
            }
        }
    }

    private static float[] Field(ProbeTexture texture, float period)
    {
        var random = new SplitMixRandom(1, 1);
        var values = new float[64 * 64];
        for (int i = 0; i < values.Length; i++)
            values[i] = ProbeTextureField.At(texture, i % 64 - 20, i / 64 - 20, period, ref random);
        return values;
    }

    /// <summary>The largest share of the union that two shapes share, over the rotations that two images can differ
    /// by.</summary>
    private static double Overlap(ProbeShape a, ProbeShape b)
    {
        double most = 0;
        for (float angle = -0.7f; angle <= 0.7f; angle += 0.1f)
        {
            (float sin, float cos) = MathF.SinCos(angle);
            int both = 0,
                either = 0;
            for (float y = -1.5f; y < 1.5f; y += 0.05f)
            {
                for (float x = -1.5f; x < 1.5f; x += 0.05f)
                {
                    bool inA = ProbeShapeGeometry.Contains(a, x, y),
                        inB = ProbeShapeGeometry.Contains(b, x * cos + y * sin, y * cos - x * sin);
                    both += inA && inB ? 1 : 0;
                    either += inA || inB ? 1 : 0;
                }
            }
            most = Math.Max(most, (double)both / either);
        }
        return most;
    }
}
