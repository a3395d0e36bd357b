using NetArchTest.Rules;
using RobustRepro.Training;

namespace RobustRepro.Tests.Rules;

/// <summary>Dependencies point one way: stimuli, network, attack, measure, statistics, claim, report, study.</summary>
public sealed class ArchitectureRuleTests
{
    private const string Root = "RobustRepro.";

    [Theory]
    [InlineData(
        "Stimuli",
        "Models",
        "Attacks",
        "Training",
        "Checkpoints",
        "Measures",
        "Statistics",
        "Claims",
        "Reporting",
        "Studies",
        "Configuration"
    )]
    [InlineData(
        "Data",
        "Stimuli",
        "Models",
        "Attacks",
        "Training",
        "Checkpoints",
        "Measures",
        "Statistics",
        "Claims",
        "Reporting",
        "Studies",
        "Configuration"
    )]
    [InlineData(
        "Models",
        "Attacks",
        "Training",
        "Checkpoints",
        "Measures",
        "Statistics",
        "Claims",
        "Reporting",
        "Studies",
        "Configuration"
    )]
    [InlineData(
        "Attacks",
        "Models",
        "Training",
        "Checkpoints",
        "Measures",
        "Statistics",
        "Claims",
        "Reporting",
        "Studies",
        "Configuration"
    )]
    [InlineData(
        "Checkpoints",
        "Stimuli",
        "Attacks",
        "Training",
        "Measures",
        "Statistics",
        "Claims",
        "Reporting",
        "Studies",
        "Configuration"
    )]
    [InlineData(
        "Statistics",
        "Stimuli",
        "Models",
        "Attacks",
        "Training",
        "Checkpoints",
        "Measures",
        "Claims",
        "Reporting",
        "Studies",
        "Configuration"
    )]
    [InlineData("Measures", "Training", "Claims", "Reporting", "Studies", "Configuration")]
    [InlineData("Training", "Claims", "Reporting", "Studies", "Configuration")]
    [InlineData("Claims", "Training", "Checkpoints", "Models", "Attacks", "Stimuli", "Studies", "Configuration")]
    [InlineData("Reporting", "Studies", "Configuration", "Training", "Attacks")]
    [InlineData("Studies", "Configuration")]
    public void A_folder_knows_nothing_of_what_comes_after_it(string folder, params string[] unknown)
    {
        PredicateList types = Types
            .InAssembly(typeof(Trainer).Assembly)
            .That()
            .ResideInNamespaceStartingWith(Root + folder);
        types.GetTypes().Should().NotBeEmpty();
        TestResult result = types.ShouldNot().HaveDependencyOnAny([.. unknown.Select(u => Root + u)]).GetResult();
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
    public void The_rules_can_fail()
    {
        // Training does depend on Measures: were the check blind, this would pass too
        Types
            .InAssembly(typeof(Trainer).Assembly)
            .That()
            .ResideInNamespaceStartingWith(Root + "Training")
            .ShouldNot()
            .HaveDependencyOnAny(Root + "Measures")
            .GetResult()
            .IsSuccessful.Should()
            .BeFalse();
    }
}
