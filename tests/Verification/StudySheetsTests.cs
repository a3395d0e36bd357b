using RobustRepro.Claims;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Verification;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Verification;

/// <summary>Which stimuli a report shows.</summary>
public sealed class StudySheetsTests
{
    [Fact]
    public void Stimuli_that_no_judged_claim_is_about_are_not_made_for_the_picture()
    {
        using StimulusSet intact = Images(StimulusName.Intact),
            patches = Images(StimulusName.TexturePatches),
            scrambled = Images(StimulusName.Scrambled);
        var slow = new DistortedSet(
            StimulusName.Stylized,
            intact,
            (_, _) => throw new InvalidOperationException("minutes of work")
        );
        IStimulusSet[] sets = [intact, patches, scrambled, slow];
        var study = new NetworkStudy(null!, null!, new(() => sets.ToDictionary(s => s.Name)), null!, []);

        StudySheets.Of(study, [new ShapeLessClaim()]).Should().ContainSingle().Which.Id.Should().Be("stimuli");
        StudySheets.Of(study, [new SmootherFiltersClaim()]).Should().BeEmpty("filters are looked at without images");
        FluentActions
            .Invoking(() => StudySheets.Of(study, [new ShapeLessClaim(), new TextureLessClaim()]))
            .Should()
            .Throw<InvalidOperationException>();
    }

    private static StimulusSet Images(StimulusName name) =>
        new(name, ["a", "b"], zeros([2, 3, 16, 16], uint8), [0, 1], [-1, -1]);
}
