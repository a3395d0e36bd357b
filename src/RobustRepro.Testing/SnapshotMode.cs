namespace RobustRepro.Testing;

/// <summary>What to do with a result that is not what is recorded.</summary>
internal enum SnapshotMode
{
    /// <summary>Fail and leave the received file for a person to compare.</summary>
    Compare,

    /// <summary>As on a build server: fail, leave the received file for upload, start no tool.</summary>
    Ci,

    /// <summary>Record it.</summary>
    Accept,
}
