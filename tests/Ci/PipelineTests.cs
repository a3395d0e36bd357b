using System.Text.RegularExpressions;
using RobustRepro.Datasets.Download;
using RobustRepro.Tests.Cli;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Ci;

/// <summary>Both build servers do the same, and what they do exists. No server is at hand here: what can run without
/// one runs, the rest is looked up.</summary>
public sealed class PipelineTests
{
    private static readonly Pipeline Azure = Pipeline.Read(Pipeline.Azure),
        GitHub = Pipeline.Read(Pipeline.GitHub);

    public static TheoryData<string> Jobs => [.. Azure.Jobs];

    /// <summary>Every command of either file, once.</summary>
    public static TheoryData<string> Commands =>
        [.. new[] { Azure, GitHub }.SelectMany(pipeline => pipeline.Jobs.SelectMany(pipeline.Commands)).Distinct()];

    [Fact]
    public void Both_have_the_same_jobs() => GitHub.Jobs.Should().Equal(Azure.Jobs).And.Equal("cpu", "gpu");

    [Theory, MemberData(nameof(Jobs))]
    public void Both_run_the_same_commands_in_the_same_environment(string job)
    {
        Azure.Commands(job).Should().HaveCountGreaterThan(2);
        GitHub.Commands(job).Should().Equal(Azure.Commands(job));
        GitHub.Environment(job).Should().Equal(Azure.Environment(job));
    }

    [Theory, MemberData(nameof(Commands))]
    public void A_command_is_one_that_exists(string command)
    {
        string[] words = [.. Regex.Matches(command, "\"[^\"]*\"|\\S+").Select(m => m.Value.Trim('"'))];
        switch (words)
        {
            case ["./robustrepro", .. var arguments]:
                IsExecutable("robustrepro").Should().BeTrue();
                RequireProgram(arguments);
                break;
            case ["bash", ".ci/run", .. var arguments]:
                arguments.Should().Equal("--results", "TestResults");
                break;
            case ["bash", "eng/supply-chain.sh", "bom"]:
                IsExecutable("eng/supply-chain.sh").Should().BeTrue();
                break;
            case ["dotnet", "build" or "test", .. var arguments]:
                RequireBackend(arguments);
                break;
            case ["dotnet", "run", .. var arguments]:
                int end = Array.IndexOf(arguments, "--"),
                    project = Array.IndexOf(arguments, "--project");
                RequireBackend(arguments[..end]);
                Directory.GetFiles(InRepository(arguments[project + 1]), "*.csproj").Should().ContainSingle();
                RequireProgram(arguments[(end + 1)..]);
                break;
            default:
                Assert.Fail($"no test knows how to check '{command}'");
                break;
        }
    }

    [Fact]
    public void The_images_of_the_cifar10_study_are_fetched_before_its_tests_run()
    {
        string[] commands = Azure.Commands("cpu");
        int fetched = Array.FindIndex(commands, c => c.Contains("data get cifar10-images texture-vs-shape"));
        fetched.Should().BeInRange(0, Array.FindIndex(commands, c => c.Contains(".ci/run")) - 1);
    }

    [Theory, MemberData(nameof(Jobs))]
    public void Test_results_are_published_from_where_the_tests_leave_them(string job)
    {
        foreach (Pipeline pipeline in new[] { Azure, GitHub })
        {
            pipeline.PublishedResults(job).Should().Be("TestResults/*.trx");
            pipeline.Commands(job).Should().ContainSingle(c => Regex.IsMatch(c, "--results(-directory)? TestResults$"));
        }
    }

    [Fact]
    public void Caches_depend_on_files_that_exist()
    {
        Dictionary<string, string[]> azure = Azure.Caches("cpu"),
            gitHub = GitHub.Caches("cpu");
        azure.Keys.Should().BeEquivalentTo("packages", "data").And.BeEquivalentTo(gitHub.Keys);
        foreach ((string name, string[] files) in azure)
        {
            gitHub[name].Should().Equal(files);
            files.Should().NotBeEmpty().And.OnlyContain(file => File.Exists(InRepository(file)));
        }
    }

    [Theory, MemberData(nameof(Jobs))]
    public void What_others_wrote_is_pinned_to_a_version(string job)
    {
        Azure.Foreign(job).Should().NotBeEmpty().And.OnlyContain(task => Regex.IsMatch(task, @"^\w+@\d+$"));
        GitHub
            .Foreign(job)
            .Should()
            .NotBeEmpty()
            .And.OnlyContain(uses => Regex.IsMatch(uses, @"^actions/[\w-]+@[0-9a-f]{40}$"));
    }

    /// <summary>The program has the command with these options, and the data sets it names.</summary>
    private static void RequireProgram(string[] arguments)
    {
        string[] command = [.. arguments.TakeWhile(a => !a.StartsWith('-')).Take(arguments[0] == "data" ? 2 : 1)];
        (int exitCode, string help, string error) = CliProgram.Run(
            ReferenceData.RepositoryRoot,
            [.. command, "--help"]
        );
        exitCode.Should().Be(0, error);
        help.Should().Contain($"robustrepro {string.Join(' ', command)}");
        foreach (string option in arguments.Where(a => a.StartsWith("--", StringComparison.Ordinal)))
            help.Should().Contain(option);
        if (command is ["data", "get"])
        {
            var catalogue = DataCatalogue.Load(InRepository("fixtures/data/catalogue.json"));
            foreach (string name in arguments[2..])
                catalogue.Find(name).Url.Should().NotBeNull();
        }
    }

    /// <summary>The properties are ones that the build knows (<c>CheckTorchBackend</c> refuses others).</summary>
    private static void RequireBackend(string[] arguments)
    {
        string properties = Assert.Single(arguments, a => a.StartsWith("-p:", StringComparison.Ordinal));
        File.ReadAllText(InRepository("Directory.Build.targets"))
            .Should()
            .Contain($"'$({properties[3..].Replace("=", ")' != '")}'");
    }

    private static string InRepository(string path) => Path.Combine(ReferenceData.RepositoryRoot, path);

    private static bool IsExecutable(string file) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(InRepository(file)).HasFlag(UnixFileMode.UserExecute);
}
