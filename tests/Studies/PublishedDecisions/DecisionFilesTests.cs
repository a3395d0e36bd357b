using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Studies.PublishedDecisions;

namespace RobustRepro.Tests.Studies.PublishedDecisions;

public sealed class DecisionFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_lie_where_model_vs_human_looks_and_say_what_it_reads()
    {
        IReadOnlyList<string> categories = EntryLevelCategories.All;
        var network = new NetworkMeasurements(
            "resnet50-robust-0",
            "test",
            new Dictionary<StimulusName, Decisions>
            {
                [StimulusName.CueConflict] = new(
                    "resnet50-robust-0",
                    categories,
                    ["cat7-dog3.png", "dog1-dog2.png"],
                    [7, 10],
                    [10, 10],
                    [10, 0]
                ),
                [StimulusName.Edges] = new("resnet50-robust-0", categories, ["cat7.png"], [7], [-1], [7]),
                [StimulusName.Intact] = new("resnet50-robust-0", ["a", "b"], ["x.JPEG"], [0], [0], [1]),
            },
            3,
            []
        );

        IReadOnlyList<string> files = DecisionFiles.Write(folder.Path, network);

        files
            .Select(f => Path.GetRelativePath(folder.Path, f))
            .Should()
            .Equal(
                "cue-conflict/cue-conflict_resnet50-robust-0_session-1.csv",
                "edge/edge_resnet50-robust-0_session-1.csv"
            );
        File.ReadAllLines(files[0])
            .Should()
            .Equal(
                "subj,session,trial,rt,object_response,category,condition,imagename",
                "resnet50-robust-0,1,1,NaN,dog,cat,0,0001_resnet50-robust-0_dnn_0_cat_00_cat7-dog3.png",
                "resnet50-robust-0,1,2,NaN,airplane,dog,0,0002_resnet50-robust-0_dnn_0_dog_00_dog1-dog2.png"
            );
        // what follows the last underscore is what their code pairs observers by: the file's own name
        DecisionCsv.Read(files[1]).Images.Should().Equal("cat7.png");
    }
}
