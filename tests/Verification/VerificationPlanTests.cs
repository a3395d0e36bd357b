using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Studies;
using RobustRepro.Studies.Cifar10;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Training;
using RobustRepro.Verification;

namespace RobustRepro.Tests.Verification;

/// <summary>Which networks are measured, and what of each. Nothing is measured here.</summary>
public sealed class VerificationPlanTests
{
    [Fact]
    public void Networks_of_a_control_are_measured_as_far_as_its_verdicts_take()
    {
        NetworkStudy study = Cifar10Study.Open();
        var plan = VerificationPlan.OfAll(study, study.Claims, ["resnet"], illustrated: false);
        MeasurementParts matched = plan.Requests[new("resnet", TrainingMode.Matched, 0)].Parts;
        matched.Should().HaveFlag(MeasurementParts.AttackOfVerdict).And.NotHaveFlag(MeasurementParts.Attack);
        plan.Requests[new("resnet", TrainingMode.Standard, 0)].Parts.Should().HaveFlag(MeasurementParts.Attack);
    }

    [Fact]
    public void Other_widths_are_asked_of_the_architecture_that_has_them()
    {
        NetworkStudy study = TrifeatureStudy.Open();
        var plan = VerificationPlan.OfAll(
            study,
            [new ShapeBiasClaim(), new CapacityClaim()],
            ["alexnet", "resnet"],
            illustrated: false
        );
        foreach ((NetworkId id, MeasurementRequest request) in plan.Requests)
            request.Parts.HasFlag(MeasurementParts.Widths).Should().Be(id.Architecture == "resnet", "{0}", id);
        plan.Requests.Keys.Should().OnlyContain(n => n.Width == 1, "a network brings its twins");
    }

    [Fact]
    public void A_claim_on_widths_is_left_out_where_there_are_none()
    {
        Reason(Cifar10Study.Open()).Should().Be("none of the study's networks was also trained at other widths");
        using var folder = new TemporaryFolder();
        Reason(TrifeatureStudy.Open(new() { Weights = folder.Path }))
            .Should()
            .Match(
                "12 of its 12 networks of other widths are not in *, the first is resnet-robust-10-width-0.5: "
                    + "'robustrepro train --all --study trifeature --arch resnet --out FOLDER' trains them*"
            );
        Reason(TrifeatureStudy.Open(new() { Weights = folder.Path, Seeds = [13, 14] }))
            .Should()
            .Be("none of the study's networks was also trained at other widths");

        static string? Reason(NetworkStudy study) => ClaimInputs.Skipped(study, new CapacityClaim())?.Reason;
    }

    [Fact]
    public void A_claim_is_left_out_on_architectures_that_it_does_not_speak_of()
    {
        using var folder = new TemporaryFolder();
        foreach (NetworkId id in TrifeatureStudy.Open().Networks.Widths!.Networks)
            folder.Add($"{id}.safetensors", "");
        NetworkStudy study = TrifeatureStudy.Open(new() { Weights = folder.Path });
        ClaimInputs.Skipped(study, new CapacityClaim(), ["alexnet", "resnet"]).Should().BeNull();
        ClaimInputs
            .Skipped(study, new CapacityClaim(), ["alexnet"])!
            .Reason.Should()
            .Be("of its architectures, resnet alone has other widths");
    }
}
