namespace RobustRepro.Testing;

/// <summary>A claim cannot be judged with what the study was given: the test is skipped, not failed.</summary>
/// <param name="reason">What is missing, and which setting or command gives it.</param>
public sealed class ClaimSkippedException(string reason) : Exception(reason);
