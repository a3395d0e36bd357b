using System.Globalization;
using RobustRepro.Attacks.Auto;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Reporting;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Training;
using static TorchSharp.torch;

namespace RobustRepro.ClaimTests;

/// <summary>AutoAttack as it was recorded once (<c>fixtures/STUDY/autoattack.json</c>): the record is of the weights
/// and images at hand, the page shows it, and its first ten images come out again.</summary>
[Trait("Claim", "robust")]
public sealed class RecordedAutoAttackTests
{
    private const int Repeated = 10;

    /// <summary>Study and network: every S on record, and of each study the first R, since ten images of an R take a
    /// minute; those on photographs where the photographs are.</summary>
    public static TheoryData<string, string> OnRecord
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string study in StudyRegistry.BuiltIn)
            {
                if (PhotographInputs.Of(study)?.Missing(stimuli: false) is not null)
                    continue;
                foreach (string network in Repeatable(study))
                    cases.Add(study, network);
            }
            return cases;
        }
    }

    public static TheoryData<string> Studies =>
        [.. StudyRegistry.BuiltIn.Where(s => RecordedAutoAttack.Of(s) is not null)];

    [Theory, MemberData(nameof(Studies))]
    public void The_record_is_of_the_weights_that_come_with_the_suite(string study)
    {
        RecordedAutoAttack recorded = RecordedAutoAttack.Of(study)!;
        recorded.Study.Should().Be(study);
        recorded.Networks.Should().NotBeEmpty();
        foreach (AutoAttackRecord record in recorded.Networks)
        {
            string file = WeightFile.PathOf(Fixtures.Weights(study), NetworkId.Parse(record.Network));
            record.Weights.Should().Be($"{Path.GetFileName(file)} SHA-256 {Sha256.OfFile(file)}");
            record.Stages.Select(s => s.Name).Should().Equal("APGD-CE", "APGD-T", "FAB-T", "Square");
            int broken = record.Stages.Sum(s => s.Broken);
            (record.Correct - broken).Should().Be(record.Withstand.Count, record.Network);
            record.Stages[0].Asked.Should().Be(record.Correct, record.Network);
            record.Check.Correct.Should().Be(record.Correct, record.Network);
        }
    }

    [Fact]
    public void The_page_of_the_claim_shows_the_record() =>
        PageBlock.Verify(
            Path.Combine(Path.GetDirectoryName(StudyUnderTest.RecordOf("trifeature"))!, "../../docs/claims/robust.md"),
            "autoattack",
            [
                "| network | norm, eps | images | clean, % | PGD-20, % | AutoAttack, % | after APGD-CE, APGD-T, FAB-T, "
                    + "Square |",
                "|---|---|---|---|---|---|---|",
                .. from study in StudyRegistry.BuiltIn
                let recorded = RecordedAutoAttack.Of(study)
                where recorded is not null
                from record in recorded.Networks
                select Row(study, record),
                "",
                .. from study in StudyRegistry.BuiltIn
                let recorded = RecordedAutoAttack.Of(study)
                where recorded is not null
                from line in recorded
                    .Networks.SelectMany(n => n.Doubts.Select(d => $"- {study}, {d}"))
                    .Prepend(
                        $"- {study}: measured {recorded.Date} by commit {recorded.Commit[..10]}, {recorded.Processor}."
                    )
                select line,
            ]
        );

    /// <summary>Each image draws from its own stream, so the first ten meet the same attacks alone. Processors round
    /// differently, and a hundred steps make that visible: one image may differ.</summary>
    [Theory, MemberData(nameof(OnRecord)), Trait("Speed", "slow")]
    public void Ten_images_come_out_again(string study, string network)
    {
        AutoAttackRecord record = RecordedAutoAttack.Of(study)!.Networks.Single(n => n.Network == network);
        IStudy opened = StudyUnderTest.Study(study);
        IStimulusSet intact = opened.Stimuli.Sets[StimulusName.Intact];
        using (StimulusSet all = intact.Select([.. Enumerable.Range(0, record.Images)]))
            all.Fingerprint().Should().Be(record.ImagesSha256, "other images were recorded");
        using StimulusSet first = intact.Select([.. Enumerable.Range(0, Repeated)]);
        using NormalizedModel model = opened.Networks.Load(NetworkId.Parse(network));
        using Tensor images = first.Batch(0, Repeated);
        AutoAttackResult result = new AutoAttack(new(record.Norm, record.Eps)) { Seed = record.Seed }.Run(
            model,
            images,
            first.Labels
        );
        int[] withstand = [.. Enumerable.Range(0, Repeated).Where(i => result.Answers[i] == first.Labels[i])],
            expected = [.. record.Withstand.Where(i => i < Repeated)];
        withstand.Except(expected).Concat(expected.Except(withstand)).Count().Should().BeLessThanOrEqualTo(1);
    }

    private static string[] Repeatable(string study)
    {
        IReadOnlyList<AutoAttackRecord> all = RecordedAutoAttack.Of(study)?.Networks ?? [];
        bool IsRobust(AutoAttackRecord record) => NetworkId.Parse(record.Network).Mode == TrainingMode.Robust;
        return [.. all.Where(r => !IsRobust(r)).Concat(all.Where(IsRobust).Take(1)).Select(r => r.Network)];
    }

    private static string Row(string study, AutoAttackRecord record)
    {
        string Percent(int images) => (100.0 * images / record.Images).ToString("0.#", CultureInfo.InvariantCulture);
        IEnumerable<string> left = record.Stages.Select(
            (_, i) => Percent(record.Correct - record.Stages.Take(i + 1).Sum(s => s.Broken))
        );
        string eps = record.Eps.ToString("0.##", CultureInfo.InvariantCulture),
            pgd = record.CorrectUnderPgd is { } right ? Percent(right) : "";
        return $"| {study}: {record.Network} | {record.Norm}, {eps} | {record.Images} | {Percent(record.Correct)} | "
            + $"{pgd} | {Percent(record.Withstand.Count)} | {string.Join(", ", left)} |";
    }
}
