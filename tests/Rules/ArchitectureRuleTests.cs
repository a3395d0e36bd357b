using NetArchTest.Rules;
using RobustRepro.Training;

namespace RobustRepro.Tests.Rules;

/// <summary>Dependencies point one way: each folder of the library uses only those before it.</summary>
public sealed class ArchitectureRuleTests
{
    private const string Root = "RobustRepro.";

    /// <summary>The folders of the library in the order of dependencies, as docs/architecture.md describes
    /// them.</summary>
    private static readonly string[] Folders =
    [
        "Runtime",
        "Files",
        "Tables",
        "Statistics",
        "Imaging",
        "Stimuli",
        "Datasets",
        "Probes",
        "Models",
        "Checkpoints",
        "Onnx",
        "Attacks",
        "Measures",
        "Training",
        "Claims",
        "Measuring",
        "Reporting",
        "Studies",
        "Verification",
        "Configuration",
    ];

    /// <summary>Every folder, with all that come after it.</summary>
    public static TheoryData<string, string[]> LaterFolders
    {
        get
        {
            var cases = new TheoryData<string, string[]>();
            for (int i = 0; i < Folders.Length - 1; i++)
                cases.Add(Folders[i], Folders[(i + 1)..]);
            return cases;
        }
    }

    [Theory, MemberData(nameof(LaterFolders))]
    public void A_folder_knows_nothing_of_those_after_it(string folder, string[] later)
    {
        PredicateList types = TypesOf(folder);
        types.GetTypes().Should().NotBeEmpty();
        TestResult result = types.ShouldNot().HaveDependencyOnAny([.. later.Select(u => Root + u)]).GetResult();
        (result.FailingTypeNames ?? []).Should().BeEmpty();
    }

    [Fact]
    public void Every_folder_of_the_library_has_its_place_in_the_order() =>
        typeof(Trainer)
            .Assembly.GetTypes()
            .Select(t => t.Namespace)
            .OfType<string>()
            .Where(n => n.StartsWith(Root, StringComparison.Ordinal))
            .Select(n => n.Split('.')[1])
            .Distinct()
            .Should()
            .BeEquivalentTo(Folders);

    [Theory]
    [InlineData("Claims")]
    [InlineData("Reporting")]
    public void Claims_and_reports_name_no_study(string folder)
    {
        string[] studies =
        [
            .. TypesOf("Studies").GetTypes().Where(t => t.IsPublic || t.IsNotPublic).Select(t => t.FullName!),
        ];
        TestResult result = TypesOf(folder).ShouldNot().HaveDependencyOnAny(studies).GetResult();
        (result.FailingTypeNames ?? []).Should().BeEmpty();
    }

    [Fact]
    public void The_library_knows_nothing_of_programs_and_tests() =>
        typeof(Trainer)
            .Assembly.GetReferencedAssemblies()
            .Select(a => a.Name)
            .Should()
            .NotContain(name =>
                name!.StartsWith("xunit", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("Spectre", StringComparison.Ordinal)
                || name.StartsWith("System.CommandLine", StringComparison.Ordinal)
                || name == "RobustRepro.Cli"
            );

    [Fact]
    public void The_rules_can_fail() =>
        // Training does depend on Measures: were the check blind, this would pass too
        TypesOf("Training")
            .ShouldNot()
            .HaveDependencyOnAny(Root + "Measures")
            .GetResult()
            .IsSuccessful.Should()
            .BeFalse();

    /// <summary>Of a folder and those in it; "Measures" is not a prefix of "Measuring".</summary>
    private static PredicateList TypesOf(string folder) =>
        Types.InAssembly(typeof(Trainer).Assembly).That().ResideInNamespaceStartingWith(Root + folder);
}
