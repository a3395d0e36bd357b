using RobustRepro.Checkpoints;
using RobustRepro.Files.Pickles;
using static RobustRepro.Tests.Checkpoints.RefusedCheckpoint;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>What a checkpoint holds besides weights, schedules and their code, is passed over and never run.</summary>
public sealed class InertObjectTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_an_inert_function_returns_is_inert_too()
    {
        string path = Weights
            .Text("x")
            .Global("dill._dill", "_create_function")
            .Op(')')
            .Op('R')
            .Op(')')
            .Op('R')
            .Op('s')
            .Write(folder.File("a.pt"));
        using TorchFile file = TorchFileReader.Open(path);
        file.Dictionary.TryGet("x", out object? value);
        value.Should().BeOfType<InertObject>().Which.Name.Should().Be("dill._dill._create_function");
    }

    [Fact]
    public void Objects_of_training_are_passed_over_and_named()
    {
        TorchFileBuilder builder = new TorchFileBuilder()
            .Op('}')
            .Op('(')
            .Text("state_dict")
            .StateDict([("w", [1, 2], [2])])
            // a class with state and items, as pickle builds an object that derives from a list or a dictionary
            .Text("schedule")
            .Global("torch.optim.lr_scheduler", "StepLR")
            .Op(')')
            .Raw(0x81)
            .Op('}')
            .Text("gamma")
            .Op('G')
            .Raw(0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a)
            .Op('s')
            .Op('b')
            .Text("log")
            .Global("argparse", "Namespace")
            .Op(')')
            .Op('R')
            .Op('(')
            .Op('K')
            .Raw(1)
            .Op('K')
            .Raw(2)
            .Op('e')
            .Op('(')
            .Text("k")
            .Op('N')
            .Op('u')
            .Text("x")
            .Op('N')
            .Op('s')
            .Op('K')
            .Raw(3)
            .Op('a')
            .Text("counts")
            .Global("collections", "Counter")
            .Op('}')
            .Raw(0x85)
            .Op('R')
            .Text("defaults")
            .Global("collections", "defaultdict")
            .Global("__builtin__", "dict")
            .Raw(0x85)
            .Op('R')
            .Text("a")
            .Op('K')
            .Raw(1)
            .Op('s')
            .Text("lambda")
            .Global("dill._dill", "_create_function")
            .Global("dill._dill", "_create_code")
            .Op(')')
            .Op('R')
            .Global("__builtin__", "__main__")
            .Raw(0x86)
            .Op('R')
            .Text("prec")
            .Global("numpy.core.multiarray", "scalar")
            .Global("numpy", "dtype")
            .Text("f8")
            .Raw(0x85)
            .Op('R')
            .Global("_codecs", "encode")
            .Text("x")
            .Text("latin1")
            .Raw(0x86)
            .Op('R')
            .Raw(0x86)
            .Op('R')
            .Text("epoch")
            .Op('K')
            .Raw(90)
            .Op('u');
        string path = builder.Write(folder.File("a.pt"));
        using CheckpointFile file = CheckpointFile.Open(path);
        file.Weights.Keys.Should().Equal("w");
        file.Summary.Ignored.Should().Contain("'schedule'").And.Contain("'epoch' = 90").And.Contain("'lambda'");
        file.Summary.Ignored[^1]
            .Should()
            .Be(
                "objects that are never made (__builtin__.__main__, _codecs.encode, "
                    + "argparse.Namespace, collections.Counter, dill._dill._create_code, "
                    + "dill._dill._create_function, numpy.core.multiarray.scalar, numpy.dtype, "
                    + "torch.optim.lr_scheduler.StepLR)"
            );
        using TorchFile torch = TorchFileReader.Open(path);
        torch.Dictionary.TryGet("schedule", out object? schedule);
        schedule.Should().BeOfType<InertObject>().Which.Name.Should().Be("torch.optim.lr_scheduler.StepLR");
        torch.Dictionary.Nested("defaults")!.TryGet("a", out object? one);
        one.Should().Be(1L);
    }

    /// <summary>As dill wrote a learning-rate function in 2019: a call of a type that it looks up by name (robustness
    /// issue #71 shows Python failing at it).</summary>
    [Fact]
    public void The_code_of_a_schedule_is_passed_over_too()
    {
        TorchFileBuilder Schedule(string type) =>
            new TorchFileBuilder()
                .Op('}')
                .Op('(')
                .Text("model")
                .StateDict([("w", [1, 2], [2])])
                .Text("schedule")
                .Global("dill._dill", "_create_function")
                .Op('(')
                .Global("dill._dill", "_load_type")
                .Text(type)
                .Raw(0x85)
                .Op('R')
                .Op('(')
                .Op('K')
                .Raw(1)
                .Text("code")
                .Op('t')
                .Op('R')
                .Global("__builtin__", "__main__")
                .Op('t')
                .Op('R')
                .Op('u');
        using CheckpointFile file = CheckpointFile.Open(Schedule("CodeType").Write(folder.File("b.pt")));
        file.Weights.Keys.Should().Equal("w");
        using CheckpointFile other = CheckpointFile.Open(Schedule("ModuleType").Write(folder.File("c.pt")));
        other.Weights.Keys.Should().Equal("w");
    }

    [Fact]
    public void A_pickle_that_contains_itself_is_read_without_end_less_loops()
    {
        // a list in itself, a dictionary in itself, a tuple of itself through a list
        TorchFileBuilder builder = Weights
            .Raw((byte)'q', 0)
            .Text("list")
            .Op(']')
            .Raw((byte)'q', 1)
            .Raw((byte)'h', 1)
            .Op('a')
            .Op('s')
            .Text("self")
            .Raw((byte)'h', 0)
            .Op('s');
        using CheckpointFile file = CheckpointFile.Open(builder.Write(folder.File("a.pt")));
        file.Weights.Keys.Should().Equal("w");
        file.Summary.Ignored.Should().Equal("'list'", "'self'");
        using TorchFile torch = TorchFileReader.Open(file.FilePath);
        torch.Dictionary.Nested("self").Should().BeSameAs(torch.Dictionary);

        string own = new TorchFileBuilder()
            .Op('}')
            .Raw((byte)'q', 0)
            .Text("model")
            .Raw((byte)'h', 0)
            .Op('s')
            .Write(folder.File("b.pt"));
        FluentActions
            .Invoking(() => CheckpointFile.Open(own))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*holds no state dict*'model'*");
    }
}
