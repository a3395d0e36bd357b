namespace RobustRepro.Statistics;

/// <summary>What the entries of a sample stand for, which decides how two networks are resampled.</summary>
public enum SampledOver
{
    /// <summary>Image i is the same for both networks: they are resampled together.</summary>
    Images,

    /// <summary>Hidden units. Unit i of one network has nothing to do with unit i of another: each network's are
    /// resampled on their own.</summary>
    Units,
}
