using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Runtime;

namespace RobustRepro.Measures.Units;

/// <summary>Units of a layer, drawn so that every network of an architecture gives the same ones.</summary>
internal static class UnitSample
{
    /// <summary>Units of the layer in ascending order: so many, or all where it has fewer. They depend on nothing but
    /// the layer's name, its number of units, and the seed of <see cref="SingleUnitRule"/>.</summary>
    /// <param name="units">Number of units that the layer has.</param>
    /// <param name="most">Number of units to draw.</param>
    public static int[] Of(string layer, int units, int most)
    {
        string hash = Sha256.Of(Sha256.BytesOf([layer, units.ToString(CultureInfo.InvariantCulture)]));
        var random = new SplitMixRandom(
            SingleUnitRule.Seed,
            long.Parse(hash[..15], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        );
        int[] drawn = [.. Enumerable.Range(0, units)];
        int count = Math.Min(units, most);
        for (int i = 0; i < count; i++)
        {
            int other = i + random.Below(units - i);
            (drawn[i], drawn[other]) = (drawn[other], drawn[i]);
        }
        return [.. drawn.Take(count).Order()];
    }
}
