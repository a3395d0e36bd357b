namespace RobustRepro.ClaimTests;

/// <summary>A result is not what is recorded, or nothing is recorded. The message says what to do.</summary>
public sealed class SnapshotMismatchException(string message) : Exception(message);
