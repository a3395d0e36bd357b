using RobustRepro.Claims;
using RobustRepro.Models;
using RobustRepro.Statistics;
using RobustRepro.Studies.Imagenet;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>
/// The claims on the paper's own networks, where the settings say where these and their images are (docs/imagenet.md;
/// the environment or a runsettings file reach the tests). Verdicts that <see cref="Snapshot.AcceptVariable"/>=1
/// recorded in fixtures/imagenet/verdicts.json must come out again; with none on record the measure must be valid, and
/// shuffled labels support nothing.
/// </summary>
[Trait("Study", "imagenet"), Trait("Speed", "slow")]
public sealed class ImagenetTests
{
    public static TheoryData<string> Architectures =>
        [
            .. StudyUnderTest
                .Study(ImagenetStudy.Id)
                .Networks.Architectures.Select(a => a.Name)
                .DefaultIfEmpty(ModelRegistry.ImageNet[0].Name),
        ];

    [ImagenetTheory("robust"), MemberData(nameof(Architectures)), Trait("Claim", "robust")]
    public void Robust(string architecture) => Check(new RobustClaim(), architecture);

    [ImagenetTheory("shape-bias"), MemberData(nameof(Architectures)), Trait("Claim", "shape-bias")]
    public void ShapeBias(string architecture) => Check(new ShapeBiasClaim(), architecture);

    [ImagenetTheory("texture-less"), MemberData(nameof(Architectures)), Trait("Claim", "texture-less")]
    public void TextureLess(string architecture) => Check(new TextureLessClaim(), architecture);

    [ImagenetTheory("shape-less"), MemberData(nameof(Architectures)), Trait("Claim", "shape-less")]
    public void ShapeLess(string architecture) => Check(new ShapeLessClaim(), architecture);

    [ImagenetTheory("ood-noise"), MemberData(nameof(Architectures)), Trait("Claim", "ood-noise")]
    public void OodNoise(string architecture) => Check(new OodNoiseClaim(), architecture);

    [ImagenetTheory("smoother-filters"), MemberData(nameof(Architectures)), Trait("Claim", "smoother-filters")]
    public void SmootherFilters(string architecture) => Check(new SmootherFiltersClaim(), architecture);

    [ImagenetTheory("noise-blocking"), MemberData(nameof(Architectures)), Trait("Claim", "noise-blocking")]
    public void NoiseBlocking(string architecture) => Check(new NoiseBlockingClaim(), architecture);

    [ImagenetTheory("lower-level"), MemberData(nameof(Architectures)), Trait("Claim", "lower-level")]
    public void LowerLevel(string architecture) => Check(new LowerLevelClaim(), architecture);

    [ImagenetTheory("less-diverse"), MemberData(nameof(Architectures)), Trait("Claim", "less-diverse")]
    public void LessDiverse(string architecture) => Check(new LessDiverseClaim(), architecture);

    private static void Check(Claim claim, string architecture)
    {
        Verifier study = StudyUnderTest.Open(ImagenetStudy.Id);
        ClaimResult result = study.Judge(claim, architecture);
        string record = StudyUnderTest.RecordOf(ImagenetStudy.Id);
        bool known = File.Exists(record) && RecordedVerdicts.Load(record).Find(claim.Id, architecture) is not null;
        if (Snapshot.Accepting || known)
            VerdictRecord.Verify(record, result);
        else
            result.Row.Reason.Should().BeNull("on these networks the measure should be valid");
        if (claim.UsesLabels)
            study
                .JudgeShuffled(claim, architecture)
                .Verdict.Should()
                .NotBe(Verdict.Supported, "shuffled labels have nothing to support a claim with");
    }
}
