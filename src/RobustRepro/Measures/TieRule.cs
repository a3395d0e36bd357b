namespace RobustRepro.Measures;

/// <summary>Which of several equally probable categories is the answer. Between real networks' probabilities there are
/// no ties; between those of a network that answers the same to everything there may be.</summary>
public enum TieRule
{
    /// <summary>texture-vs-shape: the first in the order of the categories.</summary>
    First,

    /// <summary>model-vs-human: the last.</summary>
    Last,
}
