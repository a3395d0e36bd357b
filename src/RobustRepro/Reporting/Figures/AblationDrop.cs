namespace RobustRepro.Reporting.Figures;

/// <summary>What a network's accuracy loses when its best detectors of one category are set to
/// zero.</summary>
/// <param name="Images">The stimulus set the accuracy is of, as the figure names it: for example "intact" or
/// "cue-conflict".</param>
/// <param name="Category">Of the concepts, or the name of a control such as "random units".</param>
/// <param name="Units">How many units were set to zero.</param>
/// <param name="Drop">Accuracy with all units less accuracy without these; NaN where it is undefined.</param>
/// <param name="Low">Lower end of its 95% interval, or NaN.</param>
/// <param name="High">Upper end of its 95% interval, or NaN.</param>
internal sealed record AblationDrop(
    string Images,
    string Category,
    int Units,
    double Drop,
    double Low = double.NaN,
    double High = double.NaN
);
