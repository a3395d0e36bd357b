namespace RobustRepro.Datasets;

/// <summary>The two parts of CIFAR-10.</summary>
public enum Cifar10Split
{
    /// <summary>50,000 images to train with.</summary>
    Train,

    /// <summary>10,000 images that no network trains with.</summary>
    Test,
}
