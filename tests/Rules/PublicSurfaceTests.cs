using RobustRepro.Testing;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Rules;

/// <summary>What is public is a promise to others: a type that becomes so, or no longer is, is looked at
/// before.</summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [InlineData(typeof(Suite), "RobustRepro")]
    [InlineData(typeof(ClaimTheoryAttribute), "RobustRepro.Testing")]
    public void Public_types_stand_on_the_approved_list(Type any, string assembly)
    {
        string list = Path.Combine(ReferenceData.RepositoryRoot, "tests", "Rules", $"{assembly}.public.txt");
        string[] found = [.. any.Assembly.GetExportedTypes().Select(t => t.FullName!).Order(StringComparer.Ordinal)];
        if (Snapshot.Accepting)
            File.WriteAllLines(list, found);
        File.ReadAllLines(list)
            .Should()
            .Equal(found, "these types are public ({0}=1 approves them)", Snapshot.AcceptVariable);
    }
}
