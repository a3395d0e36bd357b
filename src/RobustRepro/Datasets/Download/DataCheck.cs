using RobustRepro.Files;

namespace RobustRepro.Datasets.Download;

/// <summary>What was found when a data set's file was checked.</summary>
/// <param name="Path">Of the file, whether it is there or not.</param>
/// <param name="Digest">Null unless the file is there.</param>
/// <param name="Problem">How the file differs from the published one, or null.</param>
public sealed record DataCheck(DataSetEntry Entry, string Path, DataState State, FileDigest? Digest, string? Problem);
