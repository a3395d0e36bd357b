namespace RobustRepro.Reporting.Figures;

/// <summary>What kind of observer a series belongs to; it decides the colour.</summary>
internal enum ObserverGroup
{
    Standard,
    Robust,
    Human,
    Other,
}
