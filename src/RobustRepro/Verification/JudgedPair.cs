namespace RobustRepro.Verification;

/// <summary>What networks that the user named came to.</summary>
/// <param name="Eps">Bound of R's attacks, where R of several bounds stand beside one S; else null.</param>
public sealed record JudgedPair(double? Eps, VerificationResult Result);
