using RobustRepro.Claims;

namespace RobustRepro.Verification;

/// <summary>A claim that a study could not judge.</summary>
/// <param name="Reason">What is missing, and which setting or command gives it.</param>
public sealed record SkippedClaim(Claim Claim, string Reason);
