namespace RobustRepro.Reporting.Figures;

/// <summary>One bar of <see cref="CategoryBarsFigure"/>: a layer of a group's networks.</summary>
/// <param name="Tally">Null where it was not measured.</param>
internal sealed record CategoryBar(string Layer, ObserverGroup Group, DetectorTally? Tally);
