using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Studies.Tinyimagenet;

/// <summary>A fact about the history of the repository: skipped with the reason where it is not there.</summary>
internal sealed class PreregisteredFactAttribute : FactAttribute
{
    public PreregisteredFactAttribute()
    {
        if (!Git.Succeeds("cat-file", "-e", Preregistration.Commit))
            Skip =
                $"the commit of the preregistration is not in the history of {ReferenceData.RepositoryRoot}: get all "
                + "of it with 'git fetch --unshallow'";
    }
}
