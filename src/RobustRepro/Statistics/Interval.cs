namespace RobustRepro.Statistics;

/// <summary>An estimate with the bounds of its 95% interval.</summary>
public readonly record struct Interval(double Estimate, double Low, double High)
{
    /// <summary>The verdict for a prediction of the given sign.</summary>
    public Verdict Decide(Sign predictedSign)
    {
        if (double.IsNaN(Low) || double.IsNaN(High))
            return Verdict.Undecidable;
        if (Low > 0 || High < 0)
            return (Low > 0) == (predictedSign == Sign.Positive) ? Verdict.Supported : Verdict.Contradicted;
        return Verdict.Inconclusive;
    }
}
