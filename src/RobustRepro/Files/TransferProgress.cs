namespace RobustRepro.Files;

/// <summary>How far a download, a check or an unpacking has come.</summary>
/// <param name="Done">Bytes.</param>
/// <param name="Total">Bytes, or null where the server does not say.</param>
/// <param name="Resumed">Bytes that were there before a download went on.</param>
public readonly record struct TransferProgress(long Done, long? Total, long Resumed = 0);
