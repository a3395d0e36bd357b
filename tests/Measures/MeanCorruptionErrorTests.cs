using RobustRepro.Measures;

namespace RobustRepro.Tests.Measures;

public sealed class MeanCorruptionErrorTests
{
    /// <summary>Accuracies on ImageNet-C at severities 1 to 5, from
    /// model_info/imagenet/corruptions/unaggregated_results.csv of RobustBench (AlexNet and Standard_R50, 5,000
    /// images).</summary>
    private static readonly (string Corruption, double[] AlexNet, double[] ResNet50)[] Published =
    [
        ("gaussian_noise", [0.311, 0.1814, 0.0724, 0.0214, 0.0058], [0.602, 0.4878, 0.3124, 0.1422, 0.0288]),
        ("shot_noise", [0.2944, 0.1598, 0.0726, 0.0196, 0.012], [0.5828, 0.4486, 0.2856, 0.1026, 0.0352]),
        ("impulse_noise", [0.2234, 0.1154, 0.0556, 0.014, 0.0054], [0.4854, 0.3862, 0.2904, 0.113, 0.0244]),
        ("defocus_blur", [0.3404, 0.262, 0.1502, 0.085, 0.0522], [0.5914, 0.5154, 0.3808, 0.2752, 0.1824]),
        ("glass_blur", [0.3486, 0.2412, 0.1126, 0.08, 0.0636], [0.5362, 0.3974, 0.1708, 0.1306, 0.1034]),
        ("motion_blur", [0.4174, 0.295, 0.1794, 0.1022, 0.0698], [0.636, 0.5342, 0.3754, 0.2158, 0.1452]),
        ("zoom_blur", [0.3028, 0.2308, 0.1936, 0.163, 0.1312], [0.5258, 0.4302, 0.356, 0.2844, 0.2194]),
        ("snow", [0.2788, 0.114, 0.132, 0.085, 0.0502], [0.5468, 0.312, 0.3494, 0.2344, 0.165]),
        ("frost", [0.3788, 0.1976, 0.1052, 0.0994, 0.0616], [0.6106, 0.4366, 0.3064, 0.2864, 0.2258]),
        ("fog", [0.3154, 0.2324, 0.157, 0.1214, 0.0556], [0.6092, 0.56, 0.4674, 0.4024, 0.236]),
        ("brightness", [0.5504, 0.514, 0.464, 0.3886, 0.2906], [0.736, 0.7222, 0.6958, 0.6496, 0.5886]),
        ("contrast", [0.3496, 0.2334, 0.1094, 0.0266, 0.0094], [0.6428, 0.5824, 0.466, 0.2098, 0.0542]),
        ("elastic_transform", [0.471, 0.3022, 0.44, 0.3568, 0.1898], [0.6684, 0.4514, 0.5456, 0.4122, 0.1702]),
        ("pixelate", [0.4754, 0.4502, 0.267, 0.1288, 0.0858], [0.638, 0.6434, 0.4598, 0.293, 0.2088]),
        ("jpeg_compression", [0.4858, 0.4522, 0.4228, 0.3488, 0.2564], [0.6644, 0.6234, 0.6004, 0.4786, 0.3254]),
    ];

    private static Dictionary<string, IReadOnlyList<double>> Errors(
        Func<(string, double[] AlexNet, double[] ResNet50), double[]> accuracies
    ) =>
        Published.ToDictionary(
            row => row.Corruption,
            row => (IReadOnlyList<double>)[.. accuracies(row).Select(a => 1 - a)]
        );

    [Fact]
    public void The_published_mCE_of_ResNet_50_is_reproduced()
    {
        var error = MeanCorruptionError.Of(
            "ResNet-50",
            Errors(row => row.ResNet50),
            "AlexNet",
            Errors(row => row.AlexNet)
        );
        error.Baseline.Should().Be("AlexNet");
        error.Corruptions.Should().HaveCount(15);
        // RobustBench's own table says 76.38; the single ones were computed from its file
        error.Value.Should().BeApproximately(76.377, 0.001);
        double Of(string corruption) => error.Corruptions.Single(c => c.Corruption == corruption).Value;
        Of("gaussian_noise").Should().BeApproximately(77.74, 0.005);
        Of("brightness").Should().BeApproximately(57.58, 0.005);
        Of("glass_blur").Should().BeApproximately(88.15, 0.005);
    }

    [Fact]
    public void The_baseline_has_100_against_itself() =>
        MeanCorruptionError
            .Of("AlexNet", Errors(row => row.AlexNet), "AlexNet", Errors(row => row.AlexNet))
            .Value.Should()
            .BeApproximately(100, 1e-9);

    [Fact]
    public void Severities_are_summed_before_the_ratio_and_corruptions_averaged_after()
    {
        var network = new Dictionary<string, IReadOnlyList<double>> { ["fog"] = [0.1, 0.3], ["snow"] = [0.5, 0.5] };
        var baseline = new Dictionary<string, IReadOnlyList<double>> { ["snow"] = [0.2, 0.3], ["fog"] = [0.2, 0.6] };
        var error = MeanCorruptionError.Of("net", network, "base", baseline);
        error
            .Corruptions.Should()
            .Equal(
                [new CorruptionError("fog", 50), new CorruptionError("snow", 200)],
                (a, b) => a.Corruption == b.Corruption && Math.Abs(a.Value - b.Value) < 1e-9
            );
        error.Value.Should().BeApproximately(125, 1e-9);
    }

    [Theory]
    [InlineData("frost", 0.2, 2, "net and its baseline base must have the same corruptions; only one has frost, fog")]
    [InlineData("fog", 0.2, 3, "fog: net has 3 severities, its baseline base has 2")]
    [InlineData("fog", 20, 2, "fog: net has an error rate of 20; rates lie between 0 and 1")]
    [InlineData("fog", double.NaN, 2, "fog: net has an error rate of NaN*")]
    public void What_does_not_fit_is_refused(string corruption, double rate, int severities, string message)
    {
        var network = new Dictionary<string, IReadOnlyList<double>>
        {
            [corruption] = [.. Enumerable.Repeat(rate, severities)],
        };
        var baseline = new Dictionary<string, IReadOnlyList<double>> { ["fog"] = [0.2, 0.3] };
        FluentActions
            .Invoking(() => MeanCorruptionError.Of("net", network, "base", baseline))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(message);
    }

    [Fact]
    public void A_baseline_without_errors_is_none()
    {
        var none = new Dictionary<string, IReadOnlyList<double>> { ["fog"] = [0, 0] };
        FluentActions
            .Invoking(() => MeanCorruptionError.Of("net", none, "base", none))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("fog: the baseline base makes no error*");
        var empty = new Dictionary<string, IReadOnlyList<double>>();
        FluentActions
            .Invoking(() => MeanCorruptionError.Of("net", empty, "base", empty))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("net: no corruption*");
    }
}
