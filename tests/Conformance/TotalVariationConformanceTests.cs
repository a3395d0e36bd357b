using System.Text.Json;
using System.Text.RegularExpressions;
using RobustRepro.Measures;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Conformance;

/// <summary>Total variation of maps against what the paper's formula gave in PyTorch.</summary>
public sealed partial class TotalVariationConformanceTests
{
    [ReferenceFact("total_variation.json", "seed.json")]
    public void Maps_have_the_reference_s_total_variation()
    {
        using DisposeScope scope = NewDisposeScope();
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("total_variation.json")));
        int[] input =
        [
            .. Input()
                .Match(json.RootElement.GetProperty("input").GetString()!)
                .Groups.Values.Skip(1)
                .Select(g => int.Parse(g.Value)),
        ];
        float[] expected =
        [
            .. json.RootElement.GetProperty("total_variation").EnumerateArray().Select(v => v.GetSingle()),
        ];

        Tensor found = TotalVariation.OfMaps(HashedInputs.Image(input[0], input[1], input[2], input[3], input[4]));
        found.shape.Should().Equal(input[0], input[1]);
        found.data<float>().ToArray().Should().HaveSameCount(expected);
        foreach ((float ours, float reference) in found.data<float>().ToArray().Zip(expected))
            ours.Should().BeApproximately(reference, 1e-5f * reference);
    }

    [GeneratedRegex(@"^image\((\d+),(\d+),(\d+),(\d+),stream=(\d+)\)$")]
    private static partial Regex Input();
}
