using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Studies.PublishedDecisions;

namespace RobustRepro.ClaimTests;

/// <summary>
/// Claim <c>shape-bias</c> on decisions of real ImageNet networks (Geirhos et al. 2019). None of them was adversarially
/// trained: networks trained on stylized ImageNet are the positive control of the measure, and a network against itself
/// the negative one.
/// </summary>
[Trait("Claim", "shape-bias"), Trait("Study", "decisions")]
public sealed class PublishedDecisionsTests
{
    private static readonly (string Name, string Standard, string Robust)[] Pairs =
    [
        (
            "alexnet",
            "style-transfer-512-nomask-experiment_alexnet_session-1.csv",
            "style-transfer-512-nomask-experiment_alexnet_train_60_epochs_lr0.001_session-1.csv"
        ),
        (
            "resnet50",
            "style-transfer-512-nomask-experiment_resnet50_session-1.csv",
            "style-transfer-512-nomask-experiment_resnet50_train_60_epochs_session-1.csv"
        ),
    ];

    public static TheoryData<string> Networks => [.. Pairs.Select(p => p.Name)];

    public static IEnumerable<string> SnapshotNames => Pairs.Select(p => $"shape-bias.decisions.{p.Name}");

    [PublishedDecisionsTheory, MemberData(nameof(Networks))]
    public void Training_on_stylized_images_is_recognised(string network)
    {
        (_, string standard, string robust) = Pairs.Single(p => p.Name == network);
        ClaimResult result = DecisionsStudy
            .Open(PublishedDecisionsTheoryAttribute.Folder)
            .JudgeShapeBias(standard, robust);
        Snapshot.Verify($"shape-bias.decisions.{network}", [result.Table, .. result.Details]);
        result.Verdict.Should().Be(Verdict.Supported);
    }

    [PublishedDecisionsTheory, MemberData(nameof(Networks))]
    public void A_network_against_itself_differs_negligibly(string network)
    {
        string standard = Pairs.Single(p => p.Name == network).Standard;
        DecisionsStudy
            .Open(PublishedDecisionsTheoryAttribute.Folder)
            .JudgeShapeBias(standard, standard)
            .Verdict.Should()
            .Be(Verdict.Negligible);
    }
}
