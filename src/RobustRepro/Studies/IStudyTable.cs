using RobustRepro.Claims;
using RobustRepro.Stimuli;
using RobustRepro.Tables;

namespace RobustRepro.Studies;

/// <summary>A table of a study beside its claims, such as a comparison with what others found on the same
/// networks.</summary>
public interface IStudyTable
{
    /// <summary>Stimulus sets that the first pair of each architecture must have answered, given the claims that are
    /// judged; none where the table has nothing to add to them.</summary>
    IReadOnlyList<StimulusName> Reads(IReadOnlyList<Claim> judged);

    /// <param name="pairs">The first pair of each architecture, as measured.</param>
    /// <returns>Null where what it reads was not measured.</returns>
    ResultTable? Of(IReadOnlyDictionary<string, NetworkPair> pairs);
}
