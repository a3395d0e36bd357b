using System.Runtime.CompilerServices;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Testing;

namespace RobustRepro.Tests.Stimuli.Distortions;

/// <summary>The strengths that docs/distortions.md states are those that are applied.</summary>
public sealed class DistortionPageTests
{
    [Fact]
    public void The_page_states_the_strengths_that_are_applied() =>
        PageBlock.Verify(
            Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "distortions.md"),
            "strengths",
            [
                "| distortion | strength is | strengths |",
                "|---|---|---|",
                .. DistortionCatalogue
                    .All.Where(s => s.Parameter.Length > 0)
                    .Select(s =>
                        $"| {s.Name} | {s.Parameter} | {string.Join("; ", s.Levels.Select(l => l.Strength))} |"
                    ),
            ]
        );

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
