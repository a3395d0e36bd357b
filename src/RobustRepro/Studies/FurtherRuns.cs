namespace RobustRepro.Studies;

/// <summary>Runs beyond the first of networks that the user named.</summary>
/// <param name="Inputs">As of the first run, with the files of run 2, 3, ...; where there are fewer of S or of R, its
/// last file again.</param>
/// <param name="Standard">How many S there are, the first among them.</param>
/// <param name="Robust">How many R there are, the first among them.</param>
public sealed record FurtherRuns(IReadOnlyList<StudyInputs> Inputs, int Standard, int Robust);
