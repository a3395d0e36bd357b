using RobustRepro.Probes.Trifeature;
using RobustRepro.Reporting;
using RobustRepro.Reporting.Galleries;
using RobustRepro.Studies.Trifeature;

namespace RobustRepro.Tests.Reporting.Galleries;

public sealed class ProbeGalleryTests
{
    [Fact]
    public void The_sheet_shows_every_concept_by_name_and_marks_the_new_ones()
    {
        Figure sheet = ProbeGallery.Sheet(TrifeatureStimuli.Probe(200), TrifeatureProbe.Unseen);
        string?[] captions = [.. sheet.Data.Rows.Select(r => r[2] as string)];
        captions
            .Should()
            .Contain("ring (new)")
            .And.Contain("circle")
            .And.Contain("notch")
            .And.Contain("mosaic (new)")
            .And.Contain("honeycomb (new)")
            .And.Contain("brown");
        sheet.Data.Rows.Count(r => (string?)r[0] == "where").Should().Be(53);
        sheet.Png.Should().NotBeEmpty();
    }
}
