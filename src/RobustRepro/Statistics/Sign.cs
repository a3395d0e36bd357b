namespace RobustRepro.Statistics;

/// <summary>The side of 0 on which a claim predicts the difference R - S.</summary>
public enum Sign
{
    /// <summary>R below S.</summary>
    Negative = -1,

    /// <summary>R above S.</summary>
    Positive = 1,
}
