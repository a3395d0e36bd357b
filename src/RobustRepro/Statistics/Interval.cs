namespace RobustRepro.Statistics;

/// <summary>An estimate with the bounds of its 95% interval.</summary>
public readonly record struct Interval(double Estimate, double Low, double High)
{
    /// <summary>The verdict for a prediction of the given sign.</summary>
    /// <param name="smallestEffect">The smallest effect of interest, above 0; 0 where none is known, and nothing is
    /// negligible.</param>
    /// <param name="room">How far S is from the end of the scale on the predicted side; infinite where the scale has
    /// no end there.</param>
    public Verdict Decide(Sign predictedSign, double smallestEffect = 0, double room = double.PositiveInfinity)
    {
        if (double.IsNaN(Low) || double.IsNaN(High))
            return Verdict.Undecidable;
        bool excludesZero = Low > 0 || High < 0,
            against = excludesZero && (Low > 0) != (predictedSign == Sign.Positive);
        if (room < smallestEffect && !against)
            return Verdict.Undecidable;
        if (smallestEffect > 0 && Low > -smallestEffect && High < smallestEffect)
            return Verdict.Negligible;
        if (!excludesZero)
            return Verdict.Inconclusive;
        return against ? Verdict.Contradicted : Verdict.Supported;
    }
}
