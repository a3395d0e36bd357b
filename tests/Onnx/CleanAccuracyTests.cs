using System.Globalization;
using RobustRepro.Datasets;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Onnx;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Testing;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Onnx;

/// <summary>Networks of others on all 10,000 test images of CIFAR-10 as JPEG copies: the accuracy that their authors
/// state comes out, whatever is read, normalised and run on the way.</summary>
[Trait("Speed", "slow")]
public sealed class CleanAccuracyTests
{
    /// <summary>JPEG copies and official images are not the same pixels.</summary>
    private const double Points = 0.03;

    /// <summary>What VNN-COMP 2021 states, where it does.</summary>
    private static readonly (string File, double? Stated)[] Networks =
    [
        ("resnet_2b.onnx", 0.6925),
        ("resnet_4b.onnx", 0.7720),
        ("cifar10_small.onnx", null),
        ("cifar10_medium.onnx", null),
    ];

    [ReferenceFact("../data/networks", "../data/cifar10-images.zip")]
    public void Stated_accuracies_come_out_on_all_test_images()
    {
        using var cifar10 = Cifar10Dataset.Open(ReferenceData.Path("../data/cifar10-images.zip"));
        using StimulusSet images = cifar10.Load(Cifar10Split.Test);
        images.Count.Should().Be(10_000);
        (string File, double? Stated, double[] Accuracies)[] all =
        [
            .. Networks.Select(n => (n.File, n.Stated, Accuracies(n.File, images))),
        ];
        if (Snapshot.Accepting)
            PageBlock.Verify(
                Path.Combine(ReferenceData.RepositoryRoot, "docs", "your-network.md"),
                "clean accuracy",
                [
                    $"| network | stated | {string.Join(" | ", NormalizationChoice.Named)} |",
                    $"|---|---|{string.Concat(NormalizationChoice.Named.Select(_ => "---|"))}",
                    .. all.Select(n =>
                        $"| {n.File} | {(n.Stated is { } s ? Percent(s) : "")} | "
                        + $"{string.Join(" | ", n.Accuracies.Select(Percent))} |"
                    ),
                ]
            );
        foreach ((string file, double? stated, double[] accuracies) in all)
        {
            accuracies.Max().Should().BeGreaterThan(0.5, file);
            if (stated is { } accuracy)
                accuracies.Max().Should().BeApproximately(accuracy, Points, file);
        }
    }

    private static double[] Accuracies(string file, StimulusSet images)
    {
        using OnnxNetwork network = OnnxNetwork.Open(
            ReferenceData.Path($"../data/networks/{file}"),
            Cifar10Dataset.Size
        );
        return
        [
            .. NormalizationChoice.Named.Select(n =>
                Accuracy
                    .Answers(new NormalizedModel(network, n.Normalization), images)
                    .Zip(images.Labels, (answer, label) => answer == label ? 1.0 : 0)
                    .Average()
            ),
        ];
    }

    private static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + "%";
}
