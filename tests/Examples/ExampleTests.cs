using RobustRepro.Files;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Trifeature;
using RobustRepro.Tests.Datasets;
using RobustRepro.Tests.Reference;
using SkiaSharp;
using TorchSharp;

namespace RobustRepro.Tests.Examples;

/// <summary>The programs in <c>examples</c> do what they say. (The example of a claim is a test project: it runs beside
/// this one.)</summary>
[Trait("Speed", "slow")]
public sealed class ExampleTests
{
    private static string Weights(string network) =>
        Path.Combine(Fixtures.Weights("trifeature"), $"{network}.safetensors");

    [Fact]
    public void Two_weight_files_are_judged_in_a_sentence()
    {
        (int exitCode, string output) = DotnetTool.Run(
            ReferenceData.RepositoryRoot,
            Built("CompareTwoNetworks"),
            "googlenet",
            Weights("googlenet-standard-0"),
            Weights("googlenet-robust-0")
        );
        output
            .Should()
            .StartWith("shape-bias, googlenet on trifeature: Supported (these two networks): R's shape bias is 0.4");
        exitCode.Should().Be(0);
    }

    /// <summary>The study of one's own sees the pictures of the generated one, as files: what scrambling does to two
    /// networks must come out the same.</summary>
    [Fact]
    public void A_folder_of_images_is_a_study()
    {
        using var folder = new TemporaryFolder();
        using StimulusSet images = TrifeatureStimuli.Test()[StimulusName.Intact].First(100);
        Write(images, folder.Path);
        (int exitCode, string output) = DotnetTool.Run(
            folder.Path,
            [
                Built("OwnStudy"),
                folder.Path,
                "googlenet",
                Weights("googlenet-standard-0"),
                Weights("googlenet-robust-0"),
                .. images.Classes,
            ]
        );
        string[] lines = output.Trim().Split('\n');
        lines
            .Select(l => l.Split(':')[0])
            .Should()
            .Equal(
                "robust, googlenet on folder",
                "shape-less, googlenet on folder",
                "smoother-filters, googlenet on folder"
            );
        lines[0].Should().Contain("Supported");
        exitCode.Should().Be(0);
    }

    private static void Write(StimulusSet images, string folder)
    {
        for (int i = 0; i < images.Count; i++)
        {
            using torch.Tensor pixels = images.Images[i].contiguous();
            byte[] rgb = [.. pixels.data<byte>()];
            int side = (int)pixels.shape[1],
                plane = side * side;
            byte[] png = ImageBytes.Png(
                side,
                side,
                (y, x) => new SKColor(rgb[y * side + x], rgb[plane + y * side + x], rgb[2 * plane + y * side + x])
            );
            string path = Path.Combine(folder, images.Classes[images.Labels[i]], $"{i:000}.png");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, png);
        }
    }

    /// <summary>Built with the solution, in the configuration and for the runtime of the tests.</summary>
    private static string Built(string example)
    {
        string tests = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string bin = tests[
            tests.LastIndexOf(
                $"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal
            )..
        ];
        return Path.Combine(ReferenceData.RepositoryRoot, "examples", example) + bin + $"/{example}.dll";
    }
}
