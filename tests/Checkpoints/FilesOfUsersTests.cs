using System.Text.Json;
using RobustRepro.Checkpoints;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Small files that PyTorch wrote (eng/make-report-files.py): every pickle protocol in every format, beside
/// every kind of object. The expected sums are PyTorch's.</summary>
public sealed class FilesOfUsersTests : IDisposable
{
    private static readonly string Folder = Path.Combine(ReferenceData.RepositoryRoot, "tests", "Checkpoints", "data");

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Names { get; } =
    [.. Directory.GetFiles(Folder, "*.pth").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_tensor_has_the_sum_that_PyTorch_gives(string name)
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        JsonElement tensors = expected.RootElement.GetProperty(name);
        using CheckpointFile file = CheckpointFile.Open(Path.Combine(Folder, name));
        Dictionary<string, Tensor> read = file.ReadAll();
        read.Keys.Should().Equal(tensors.EnumerateObject().Select(t => t.Name));
        foreach (JsonProperty tensor in tensors.EnumerateObject())
        {
            read[tensor.Name].shape.Should().Equal(tensor.Value[0].EnumerateArray().Select(s => s.GetInt64()));
            read[tensor.Name]
                .to(float64)
                .sum()
                .item<double>()
                .Should()
                .BeApproximately(tensor.Value[1].GetDouble(), 1e-9, tensor.Name);
        }
    }

    [Theory]
    [InlineData("tar.pth", "PyTorch, tar (before 0.1.10)", "at the top")]
    [InlineData("deep.pth", "PyTorch, zip (1.6 and later)", "under 'a.b.my weights'")]
    [InlineData("tuple.pth", "PyTorch, zip (1.6 and later)", "under '1'")]
    [InlineData("whole-module-legacy.pth", "PyTorch, legacy (before 1.6)", "under 'net'")]
    public void It_is_said_where_the_weights_were(string name, string format, string place)
    {
        using CheckpointFile file = CheckpointFile.Open(Path.Combine(Folder, name));
        file.Summary.FormatName.Should().Be(format);
        file.Summary.Place.Should().Be(place);
    }

    [Fact]
    public void What_stands_beside_the_weights_is_named_and_never_made()
    {
        using CheckpointFile file = CheckpointFile.Open(Path.Combine(Folder, "beside-zip-protocol4.pth"));
        file.Summary.Ignored.Should()
            .Contain([
                "'version'",
                "'sparse'",
                "'complex'",
                "'quantised'",
                "'schedule'",
                "'whole schedule'",
                "'optimizer'",
            ]);
        file.Summary.Ignored[^1]
            .Should()
            .StartWith("objects that are never made (")
            .And.Contain("builtins.getattr")
            .And.Contain("posixpath.join")
            .And.Contain("torch.torch_version.TorchVersion")
            .And.Contain("torch.optim.lr_scheduler.OneCycleLR");
    }
}
