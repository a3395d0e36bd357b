using RobustRepro.Claims;

namespace RobustRepro;

/// <summary>A standard and a robust network of anybody's, to be judged on a study's images
/// (<see cref="Suite.Compare"/>).</summary>
public sealed class ComparedPair
{
    private readonly Suite suite;
    private readonly string architecture;

    internal ComparedPair(Suite suite, string architecture)
    {
        this.suite = suite;
        this.architecture = architecture;
    }

    /// <param name="claim">By id, for example <c>shape-bias</c>.</param>
    /// <exception cref="InvalidInputException">The study has no images for the claim, or a weight file does not
    /// fit.</exception>
    public ClaimResult Judge(string claim) => suite.Judge(claim, architecture);

    /// <summary>Judges a claim of one's own on the pair.</summary>
    /// <exception cref="InvalidInputException">As of the other.</exception>
    public ClaimResult Judge(Claim claim) => suite.Judge(claim, architecture);
}
