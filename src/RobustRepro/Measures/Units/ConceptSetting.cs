namespace RobustRepro.Measures.Units;

/// <summary>How units were dissected.</summary>
/// <param name="Quantile">Share of activations above a unit's threshold.</param>
/// <param name="ShuffledLabels">Labels of other images: the chance level.</param>
/// <param name="NormalisedTwice">As the paper's code ran AlexNet-R and ResNet-R: the normalised input clamped to [0, 1]
/// and normalised again.</param>
/// <param name="SecondProbe">On the study's second probe, where it has one.</param>
public readonly record struct ConceptSetting(
    double Quantile,
    bool ShuffledLabels = false,
    bool NormalisedTwice = false,
    bool SecondProbe = false
)
{
    /// <summary>The one that decides.</summary>
    public static ConceptSetting Deciding { get; } = new(DissectionRule.DecidingQuantile);

    /// <summary>For labels of rows.</summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"quantile {Quantile:0.###}{(ShuffledLabels ? ", shuffled labels" : "")}"
                + $"{(NormalisedTwice ? ", normalised twice" : "")}{(SecondProbe ? ", second probe" : "")}"
        );
}
