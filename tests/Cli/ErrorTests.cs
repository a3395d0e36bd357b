namespace RobustRepro.Tests.Cli;

/// <summary>Bad usage and bad input: one line that says what is wrong and what would be right, exit code 2, nothing
/// written.</summary>
public sealed class ErrorTests
{
    private const string Header = "subj,session,trial,rt,object_response,category,condition,imagename\n";

    [Theory]
    [InlineData("--out is blank; give a value, or leave it out", "verify", "-o", "")]
    [InlineData("the argument file is blank", "models", "inspect", " ")]
    [InlineData("--device is blank", "verify", "--device", "")]
    [InlineData("--threads is 'x', expected a whole number", "verify", "--threads", "x")]
    [InlineData(
        "--mode is 'robst', expected standard, robust or matched",
        "train",
        "--arch",
        "resnet",
        "--mode",
        "robst"
    )]
    [InlineData("--mode is '0', expected standard", "train", "--arch", "resnet", "--mode", "0")]
    public void A_value_that_no_option_takes_is_said_in_one_line_and_the_help_named(
        string expected,
        params string[] arguments
    )
    {
        using var folder = new TemporaryFolder();
        (int exitCode, string output, string error) = CliProgram.Run(folder.Path, arguments);
        (exitCode, output).Should().Be((2, ""));
        string[] lines = error.TrimEnd().Split('\n');
        lines[0].Should().StartWith($"error: {expected}");
        lines[1..].Should().Equal("Run with --help to see what is possible.");
    }

    [Theory]
    [InlineData(
        "unknown study 'imagenette'; did you mean 'imagenet'? known: trifeature",
        "verify",
        "--study",
        "imagenette"
    )]
    [InlineData(
        "unknown claim 'shapebias'; did you mean 'shape-bias'? known: robust, shape-bias, low-frequency, texture-less",
        "verify",
        "--claim",
        "shapebias"
    )]
    [InlineData("the trifeature study has no images for claim 'ood-noise'", "verify", "--claim", "ood-noise")]
    [InlineData("unknown architecture 'vgg'; known: alexnet, googlenet, resnet", "verify", "--arch", "vgg")]
    [InlineData(
        "unknown architecture 'vgg'; known: alexnet, googlenet, resnet",
        "train",
        "--arch",
        "vgg",
        "--mode",
        "robust"
    )]
    [InlineData(
        "unknown study 'x'; known: trifeature",
        "train",
        "--study",
        "x",
        "--arch",
        "alexnet",
        "--mode",
        "robust"
    )]
    [InlineData("--seed is -1, expected 0 or more", "train", "--arch", "alexnet", "--mode", "robust", "--seed", "-1")]
    [InlineData(
        "missing.json: there is no such recipe",
        "train",
        "--arch",
        "alexnet",
        "--mode",
        "robust",
        "--recipe",
        "missing.json"
    )]
    [InlineData("--set: unknown setting 'Studies:Trifeature:Weight'", "verify", "--set", "Studies:Trifeature:Weight=x")]
    [InlineData("--set Device: expected KEY=VALUE", "verify", "--set", "Device")]
    [InlineData("unknown device 'gpu'; known: auto, cpu, cuda, cuda:N", "verify", "--device", "gpu")]
    [InlineData(
        ": train them with 'robustrepro train --study trifeature --arch ",
        "verify",
        "--set",
        "Studies:Trifeature:Weights=empty"
    )]
    [InlineData("'resnet' does not name a network", "evaluate", "resnet")]
    [InlineData("conv9", "dissect", "googlenet-robust-0", "--layer", "conv9")]
    [InlineData("nowhere", "dissect", "googlenet-robust-0", "--probe", "nowhere")]
    [InlineData("--iou must be at least 0 and below 1", "dissect", "googlenet-robust-0", "--iou", "4")]
    [InlineData("--quantile must lie between 0 and 1", "dissect", "googlenet-robust-0", "--quantile", "0")]
    [InlineData("no weights of googlenet-robust-9", "dissect", "googlenet-robust-9")]
    [InlineData("there is no such folder", "decisions", "nowhere")]
    [InlineData("no CSV files", "decisions", ".")]
    [InlineData(
        "the imagenet study has nothing to judge: alexnet: no weights of its standard network",
        "verify",
        "--study",
        "imagenet"
    )]
    [InlineData(
        "resnet50: no weights of its standard network and of its adversarially trained network: give them "
            + "with --set Studies:Imagenet:Resnet50:Standard=FILE",
        "verify",
        "--study",
        "imagenet",
        "--arch",
        "resnet50"
    )]
    [InlineData(
        "unknown precision 'int8'; known: float32, float16, bfloat16",
        "verify",
        "--study",
        "imagenet",
        "--set",
        "Studies:Imagenet:Precision=int8"
    )]
    [InlineData(
        "absent.pt: there is no such weight file",
        "compare",
        "--standard",
        "absent.pt",
        "--robust",
        "absent.pt",
        "--arch",
        "resnet50"
    )]
    [InlineData("unknown claim 'Shape-Bias'; did you mean 'shape-bias'?", "verify", "--claim", "Shape-Bias")]
    [InlineData("unknown study 'Cifar10'; did you mean 'cifar10'?", "verify", "--study", "Cifar10")]
    [InlineData("unknown architecture 'GoogLeNet'; did you mean 'googlenet'?", "verify", "--arch", "GoogLeNet")]
    [InlineData("unknown shell 'ksh';", "completions", "ksh")]
    [InlineData("--mode untrained: there is nothing to train", "train", "--arch", "alexnet", "--mode", "untrained")]
    [InlineData("--standard and --robust go together", "decisions", ".", "--standard", "a")]
    public void Is_answered_in_one_line(string expected, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "empty"));
        (int exitCode, string output, string error) = CliProgram.Run(folder.Path, arguments);
        string answer = error.Trim();
        answer.Should().Contain(expected).And.StartWith("error: ").And.NotContain("\n");
        exitCode.Should().Be(2);
        output.Should().BeEmpty();
        Directory
            .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Should()
            .BeEmpty("nothing may be left half-written");
    }

    [Theory]
    [InlineData(
        "unknown category 'airplain'",
        Header + "net,1,1,NaN,dog,airplain,0,0001_s5n_dnn_0_airplane_00_airplane1-dog2.png\n"
    )]
    [InlineData(
        "object_response",
        "subj,session,trial,rt,category,condition,imagename\nnet,1,1,NaN,dog,0,0001_s5n_dnn_0_dog_00_dog1-cat2.png\n"
    )]
    public void A_bad_decisions_file_is_named(string expected, string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "cue-conflict_net_session-1.csv"), content);
        (int exitCode, _, string error) = CliProgram.Run(folder.Path, "decisions", ".");
        error.Trim().Should().Contain("cue-conflict_net_session-1.csv").And.Contain(expected).And.NotContain("\n");
        exitCode.Should().Be(2);
    }

    [Fact]
    public void Doubled_trials_are_said_beside_the_table()
    {
        using var folder = new TemporaryFolder();
        const string trial = "net,1,1,NaN,dog,airplane,0,0001_s5n_dnn_0_airplane_00_airplane1-dog2.png\n";
        File.WriteAllText(folder.File("cue-conflict_net_session-1.csv"), Header + trial + trial);
        (int exitCode, string output, string error) = CliProgram.Run(folder.Path, "decisions", ".");
        exitCode.Should().Be(0);
        output.Should().Contain("shape bias of published decisions");
        error.Trim().Should().StartWith("warning: cue-conflict_net_session-1.csv: images with several trials: 1, ");
    }

    [Fact]
    public void A_missing_option_points_to_help()
    {
        using var folder = new TemporaryFolder();
        (int exitCode, _, string error) = CliProgram.Run(folder.Path, "train");
        error.Should().Contain("--arch").And.Contain("--help");
        exitCode.Should().Be(2);
    }

    [Fact]
    public void Cuda_without_cuda_is_the_machines_lack()
    {
        if (TorchSharp.torch.cuda.is_available())
            return;
        using var folder = new TemporaryFolder();
        (int exitCode, _, string error) = CliProgram.Run(folder.Path, "verify", "--device", "cuda");
        error.Should().Contain("-p:TorchBackend=cuda");
        exitCode.Should().Be(3);
    }

    [Fact]
    public void A_diverging_training_says_what_to_change()
    {
        using var folder = new TemporaryFolder();
        string recipe = TinyRecipe.Write(folder.Path, learningRate: 1e18);
        (int exitCode, _, string error) = CliProgram.Run(
            folder.Path,
            "train",
            "--arch",
            "resnet",
            "--mode",
            "standard",
            "--recipe",
            recipe,
            "--threads",
            "1"
        );
        error
            .Trim()
            .Split('\n')[^1]
            .Should()
            .Contain("training diverged: the loss is")
            .And.Contain("lower optimizer.learningRate");
        exitCode.Should().Be(2);
        Directory
            .EnumerateFiles(folder.Path, "resnet-standard-0*", SearchOption.AllDirectories)
            .Should()
            .BeEmpty("no weights come out of a failed training");
    }
}
