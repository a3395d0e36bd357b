namespace RobustRepro.Datasets.Download;

/// <summary>What is there of a data set.</summary>
public enum DataState
{
    Missing,

    /// <summary>A download that can go on.</summary>
    Partial,

    /// <summary>The published file.</summary>
    Intact,

    /// <summary>A file whose size and hashes are not published, so that nothing can be said.</summary>
    Unverifiable,

    /// <summary>Not the published file.</summary>
    Wrong,
}
