namespace RobustRepro.Statistics;

/// <summary>An estimate with the bounds of its 95% interval.</summary>
public readonly record struct Interval(double Estimate, double Low, double High)
{
    /// <summary>The verdict for a prediction of the given sign.</summary>
    /// <param name="predictedSign">+1 where the claim predicts a value above zero, -1 below.</param>
    public Verdict Decide(int predictedSign)
    {
        if (double.IsNaN(Low) || double.IsNaN(High))
            return Verdict.Undecidable;
        if (Low > 0 || High < 0)
            return (Low > 0) == (predictedSign > 0) ? Verdict.Supported : Verdict.Contradicted;
        return Verdict.Inconclusive;
    }
}
