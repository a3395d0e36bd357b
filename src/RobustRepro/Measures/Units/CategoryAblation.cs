namespace RobustRepro.Measures.Units;

/// <summary>What a network loses when as many units of a layer that detect concepts of one category are set to zero as
/// of every other category, in every network.</summary>
/// <param name="Layer">Module name.</param>
/// <param name="Category">The concepts' category, or <see cref="RandomUnits"/>.</param>
/// <param name="Units">How many units are set to zero at once.</param>
/// <param name="Losses">Per kind of images, in the order in which they were asked.</param>
public sealed record CategoryAblation(string Layer, string Category, int Units, IReadOnlyList<AblationLoss> Losses)
{
    /// <summary>The control: as many units drawn from all of the layer, the mean over several draws.</summary>
    public const string RandomUnits = "random units";
}
