using System.Text;
using RobustRepro.Configuration;

namespace RobustRepro.Tests.Configuration;

/// <summary>Where a setting comes from, what overrides what, and what is refused.</summary>
public sealed class SuiteConfigurationTests : IDisposable
{
    private const string Variable = "ROBUSTREPRO__Studies__Cifar10__Images";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_file_is_found_two_folders_up_and_its_paths_are_relative_to_it()
    {
        folder.Add("robustrepro.json", """{"Report": "out", "Studies": {"Cifar10": {"Images": "../cifar.zip"}}}""");
        string below = Below();
        var configuration = SuiteConfiguration.Load(folder: below);
        configuration.File.Should().Be(folder.File("robustrepro.json"));
        configuration.Report.Should().Be(folder.File("out"));
        configuration.ImagesOf("cifar10").Should().Be(Path.GetFullPath(folder.File("../cifar.zip")));
        configuration.DataFolder.Should().Be(folder.File("data"), "it lies beside the settings");
        Source(configuration, "Report").Should().Be(folder.File("robustrepro.json"));
        Source(configuration, "Device").Should().Be("default");
    }

    [Fact]
    public void A_blank_value_is_as_none()
    {
        folder.Add("robustrepro.json", """{"Report": " ", "Measurements": {"Folder": "\t"}}""");
        SuiteConfiguration configuration = SuiteConfiguration.Load(["Device= "], folder.Path);
        foreach (string key in new[] { "Report", "Measurements:Folder", "Device" })
            Source(configuration, key).Should().Be("default");
    }

    [Theory]
    [InlineData("file", "which is a file")]
    [InlineData("file/below/it", "but * is a file")]
    public void Measurements_are_not_kept_in_a_file(string name, string how)
    {
        folder.Add("file", "");
        string path = folder.File(name);
        FluentActions
            .Invoking(() => SuiteConfiguration.Load([$"Measurements:Folder={path}"], folder.Path).Store)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"setting Measurements:Folder is {path}, {how}; expected a folder, or none");
    }

    [Fact]
    public void The_nearest_file_wins()
    {
        folder.Add("robustrepro.json", """{"Device": "cuda"}""");
        string below = Below();
        File.WriteAllText(Path.Combine(below, "robustrepro.json"), """{"Threads": 2}""");
        var configuration = SuiteConfiguration.Load(folder: below);
        (configuration.Threads, configuration.Device).Should().Be((2, "auto"));
    }

    [Fact]
    public void The_environment_overrides_the_file_and_the_command_line_both()
    {
        folder.Add("robustrepro.json", """{"Studies": {"Cifar10": {"Images": "a.zip"}}}""");
        With(
            Variable,
            "b.zip",
            () =>
            {
                var configuration = SuiteConfiguration.Load(folder: folder.Path);
                configuration.ImagesOf("cifar10").Should().Be("b.zip");
                Source(configuration, "Studies:Cifar10:Images").Should().Be("environment");
                configuration = SuiteConfiguration.Load(["Studies:Cifar10:Images=c.zip"], folder.Path);
                configuration.ImagesOf("cifar10").Should().Be("c.zip");
                Source(configuration, "Studies:Cifar10:Images").Should().Be("--set");
            }
        );
    }

    [Fact]
    public void An_empty_value_takes_back_what_was_set_before()
    {
        folder.Add("robustrepro.json", """{"Device": "cuda", "Studies": {"Cifar10": {"Weights": "w"}}}""");
        var configuration = SuiteConfiguration.Load(["Device=", "Studies:Cifar10:Weights="], folder.Path);
        configuration.Device.Should().Be("auto");
        configuration.InputsOf("cifar10").Weights.Should().BeNull();
        configuration.Values.Should().OnlyContain(v => v.Source == "default");
    }

    [Fact]
    public void What_data_get_fetched_is_found_without_a_setting()
    {
        SuiteConfiguration.Load(folder: folder.Path).ImagesOf("cifar10").Should().BeNull();
        Directory.CreateDirectory(folder.File("data"));
        folder.Add("data/CIFAR-10-images-master.zip", "zip");
        folder.Add("data/texture-vs-shape-master.zip.part", "half of it");
        Directory.CreateDirectory(folder.File("data/broden1_224"));
        var configuration = SuiteConfiguration.Load(folder: folder.Path);
        configuration.ImagesOf("cifar10").Should().Be(folder.File("data/CIFAR-10-images-master.zip"));
        Source(configuration, "Studies:Cifar10:Images").Should().Be($"found in {folder.File("data")}");
        configuration.InputsOf("cifar10").CueConflict.Should().BeNull("half a download is none");
        configuration.InputsOf("imagenet").Broden.Should().Be(folder.File("data/broden1_224"));
        SuiteConfiguration
            .Load(["Studies:Cifar10:Images=other.zip"], folder.Path)
            .ImagesOf("cifar10")
            .Should()
            .Be("other.zip", "what is set is not looked for");
    }

    [Fact]
    public void What_was_fetched_is_found_from_a_folder_below()
    {
        Directory.CreateDirectory(folder.File("data"));
        folder.Add("data/CIFAR-10-images-master.zip", "zip");
        SuiteConfiguration
            .Load(folder: Below())
            .ImagesOf("cifar10")
            .Should()
            .Be(folder.File("data/CIFAR-10-images-master.zip"));
    }

    [Fact]
    public void What_was_unpacked_by_hand_is_found_and_what_is_being_unpacked_is_not()
    {
        Directory.CreateDirectory(folder.File("data/texture-vs-shape-master"));
        Directory.CreateDirectory(folder.File("data/broden1_224.17.tmp"));
        folder.Add("data/broden1_224.zip", "zip");
        folder.Add("data/cifar-10-binary.tar.gz", "tar");
        var configuration = SuiteConfiguration.Load(folder: folder.Path);
        configuration.InputsOf("imagenet").Edges.Should().Be(folder.File("data/texture-vs-shape-master"));
        configuration.InputsOf("imagenet").Broden.Should().BeNull("it is used unpacked");
        configuration.ImagesOf("cifar10").Should().Be(folder.File("data/cifar-10-binary.tar.gz"));
    }

    [Theory]
    [InlineData("{\n\"Device\": ", "not valid JSON (*LineNumber: 1 *)")]
    [InlineData("{\"Device\": \"cpu\", \"device\": \"cpu\"}", "not valid JSON (*device*)")]
    [InlineData("{\"Devise\": null}", "unknown setting 'Devise'; did you mean 'Device'? *")]
    [InlineData("{\"Studies\": {\"Cifar\": {}}}", "unknown setting 'Studies:Cifar'; *")]
    [InlineData("{\"Threads\": [1, 2]}", "unknown setting 'Threads:0'; did you mean 'Threads'? *")]
    public void A_mistake_in_the_file_is_one_line_that_says_where(string content, string message)
    {
        string file = folder.Add("robustrepro.json", content);
        Loading()
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{file}: {message}")
            .Which.Message.Should()
            .NotContain("\n");
    }

    [Fact]
    public void A_file_in_another_encoding_is_one_line_that_says_where()
    {
        string file = folder.File("robustrepro.json");
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes("{\n\"Report\": \"\u00e4\"}"));
        Loading()
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{file}:2: is not in UTF-8 but in another encoding, such as Latin-1: save it in UTF-8");
    }

    [Fact]
    public void An_empty_section_is_a_place_for_settings_to_come()
    {
        folder.Add("robustrepro.json", """{"Device": null, "Studies": {"Cifar10": {}}}""");
        SuiteConfiguration.Load(folder: folder.Path).Device.Should().Be("auto");
    }

    [Fact]
    public void A_key_that_is_none_is_named_with_its_place_and_the_nearest_one()
    {
        folder.Add("robustrepro.json", """{"Studies": {"Trifeature": {"Weigths": "w"}}}""");
        Loading()
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                $"{folder.File("robustrepro.json")}: unknown setting 'Studies:Trifeature:Weigths'; did you mean "
                    + "'Studies:Trifeature:Weights'? 'robustrepro settings list' shows every key"
            );
    }

    [Fact]
    public void A_misspelt_variable_is_named() =>
        With(
            "ROBUSTREPRO__Devise",
            "cpu",
            () =>
                Loading()
                    .Should()
                    .Throw<InvalidInputException>()
                    .WithMessage(
                        "environment variable ROBUSTREPRO__Devise: unknown setting 'Devise'; did you mean 'Device'?*"
                    )
        );

    [Fact]
    public void Variables_with_one_underscore_are_no_settings() =>
        With("ROBUSTREPRO_SOMETHING", "1", () => Loading().Should().NotThrow());

    private Action Loading() => () => SuiteConfiguration.Load(folder: folder.Path);

    private string Below() => Directory.CreateDirectory(folder.File("a/b")).FullName;

    private static string Source(SuiteConfiguration configuration, string key) =>
        configuration.Values.Single(v => v.Setting.Key == key).Source;

    private static void With(string variable, string value, Action test)
    {
        string? before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value);
        try
        {
            test();
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }
}
