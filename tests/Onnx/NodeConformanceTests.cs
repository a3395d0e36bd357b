using System.Formats.Tar;
using System.IO.Compression;
using RobustRepro.Testing;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Onnx;

/// <summary>ONNX's own backend node tests: every operator gives what ONNX says it gives.</summary>
public sealed class NodeConformanceTests
{
    /// <summary>Names a folder with a folder per release of ONNX, each with that release's node tests in
    /// <c>node</c>: eng/onnx-node-tests.sh makes it.</summary>
    internal const string Variable = "ROBUSTREPRO_ONNX_NODE_TESTS";

    private const string Pack = "onnx/node-tests.tar.gz";

    /// <summary>The fewest that the pack may hold: a pack that is empty tests nothing.</summary>
    private const int Fewest = 1200;

    [ReferenceFact(Pack)]
    public void The_tests_in_the_repository_pass()
    {
        using var folder = new TemporaryFolder();
        using (var unzipped = new GZipStream(File.OpenRead(ReferenceData.Path(Pack)), CompressionMode.Decompress))
            TarFile.ExtractToDirectory(unzipped, folder.Path, overwriteFiles: false);
        NodeTest[] tests = [.. Directory.EnumerateDirectories(folder.Path).Order().SelectMany(NodeTest.In)];
        tests.Length.Should().BeGreaterThan(Fewest);
        tests.Should().OnlyContain(t => t.IsSupported);
        tests.Select(t => t.Opset).Distinct().Should().Contain([7, 9, 10, 11, 12, 13, 18, 19, 20, 21, 22, 23]);
        tests
            .Select(t => (t.Name, Failure: t.Failure()))
            .Where(t => t.Failure is not null)
            .Select(t => $"{t.Name}: {t.Failure}")
            .Should()
            .BeEmpty();
    }

    /// <summary>The table of docs/your-network.md, from every node test of every release.</summary>
    [NodeTestsFact]
    public void Every_node_test_of_every_release_comes_out_as_the_page_says()
    {
        string releases = Environment.GetEnvironmentVariable(Variable)!;
        // the newest release that has a test of a name and opset has its mended values
        Dictionary<(string, long), NodeTest> newest = [];
        foreach (
            string release in Directory
                .EnumerateDirectories(releases, "v*")
                .OrderBy(r => Version.Parse(Path.GetFileName(r)[1..]))
        )
        foreach (NodeTest test in NodeTest.In(Path.Combine(release, "node")))
            newest[(test.Name, test.Opset)] = test;
        newest.Count.Should().BeGreaterThan(Fewest);
        List<string> lines = ["| opset | passed | of | failed |", "|---|---|---|---|"];
        int passed = 0,
            all = 0;
        foreach (IGrouping<long, NodeTest> opset in newest.Values.GroupBy(t => t.Opset).OrderBy(g => g.Key))
        {
            NodeTest[] supported = [.. opset.Where(t => t.IsSupported)];
            if (supported.Length == 0)
                continue;
            string[] failed = [.. supported.Where(t => t.Failure() is not null).Select(t => t.Name).Order()];
            lines.Add(
                $"| {opset.Key} | {supported.Length - failed.Length} | {supported.Length} | "
                    + $"{string.Join(", ", failed.Select(f => $"`{f}`"))} |"
            );
            passed += supported.Length - failed.Length;
            all += supported.Length;
        }
        lines.Add($"| all | {passed} | {all} | |");
        PageBlock.Verify(Path.Combine(ReferenceData.RepositoryRoot, "docs", "your-network.md"), "node tests", lines);
    }
}
