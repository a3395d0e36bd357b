namespace RobustRepro.Testing;

/// <summary>A result is not what is recorded, or nothing is recorded. The message says what to do.</summary>
/// <param name="message">Every difference in words, and how to accept it.</param>
public sealed class SnapshotMismatchException(string message) : Exception(message);
