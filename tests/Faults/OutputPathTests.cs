using RobustRepro.Files;
using RobustRepro.Reporting;
using RobustRepro.Tests.Cli;
using RobustRepro.Tests.Reporting;

namespace RobustRepro.Tests.Faults;

/// <summary>The place that is named for an output is a link to nothing, or a folder where a file is to be: bad input,
/// said in one line.</summary>
public sealed class OutputPathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_link_to_nothing_is_no_folder_for_a_report_or_weights()
    {
        Directory.CreateSymbolicLink(folder.File("link"), "gone");
        string expected =
            $"error: {folder.File("link")} is a link to gone, which is not there; make that first, or name another "
            + "place\n";
        foreach (
            string[] command in new string[][]
            {
                ["verify", "--claim", "smoother-filters", "--arch", "resnet", "-o", "link"],
                ["verify", "--claim", "smoother-filters", "--arch", "resnet", "-o", "link/below"],
                ["evaluate", "resnet-robust-0", "--decisions", "link", "--quiet"],
                ["train", "--arch", "resnet", "--mode", "standard", "--runs", "link", "--quiet"],
                ["train", "--arch", "resnet", "--mode", "standard", "--out", "link", "--quiet"],
                ["models", "convert", Weights, "link/w.safetensors"],
            }
        )
            CliProgram.Run(folder.Path, command).Should().Be((2, "", expected), string.Join(' ', command));
        Path.Exists(folder.File("gone")).Should().BeFalse("nobody asked for it");
    }

    [Theory]
    [InlineData("link.safetensors", "is a link to gone, which is not there; make that first, or name another place")]
    [InlineData("folder.safetensors", "is a folder where a file is to be written; name the file")]
    [InlineData("link.onnx", "is a link to gone, which is not there; make that first, or name another place")]
    [InlineData("folder.onnx", "is a folder where a file is to be written; name the file")]
    public void A_converted_file_takes_the_place_of_files_alone(string name, string message)
    {
        if (name.StartsWith("link", StringComparison.Ordinal))
            File.CreateSymbolicLink(folder.File(name), "gone");
        else
            Directory.CreateDirectory(folder.File(name));
        CliProgram
            .Run(folder.Path, "models", "convert", Weights, name)
            .Should()
            .Be((2, "", $"error: {folder.File(name)} {message}\n"));
        Directory.EnumerateFileSystemEntries(folder.Path).Should().ContainSingle("nothing else is left there");
    }

    [Fact]
    public void A_folder_under_the_name_of_the_page_is_said()
    {
        Directory.CreateDirectory(folder.File("report/index.html"));
        FluentActions
            .Invoking(() => HtmlReport.Write(SampleReport.Report, folder.File("report")))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*index.html is a folder, and in the way of a file; name another place");
    }

    [Fact]
    public void A_link_that_leads_somewhere_is_written_through()
    {
        Directory.CreateDirectory(folder.File("real"));
        Directory.CreateSymbolicLink(folder.File("link"), "real");
        AtomicFile.WriteText(folder.File("link/a.txt"), "text");
        File.ReadAllText(folder.File("real/a.txt")).Should().Be("text");
    }

    private static string Weights { get; } =
        Path.Combine(Fixtures.Weights("trifeature"), "resnet-robust-0.safetensors");
}
