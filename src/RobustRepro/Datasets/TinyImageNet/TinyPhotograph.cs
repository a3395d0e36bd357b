namespace RobustRepro.Datasets.TinyImageNet;

/// <summary>A photograph of Tiny ImageNet.</summary>
/// <param name="File">Index into the files' paths.</param>
/// <param name="WordNetId">Of its class, for example <c>n02124075</c>.</param>
/// <param name="Box">Where its object is; null where nothing was read about it.</param>
internal sealed record TinyPhotograph(int File, string WordNetId, BoundingBox? Box);
