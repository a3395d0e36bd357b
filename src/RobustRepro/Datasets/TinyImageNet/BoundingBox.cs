namespace RobustRepro.Datasets.TinyImageNet;

/// <summary>Where an image shows its object, in pixels from 0; both corners lie inside.</summary>
internal readonly record struct BoundingBox(int Left, int Top, int Right, int Bottom);
