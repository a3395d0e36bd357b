namespace RobustRepro.Training;

/// <param name="CropPadding">Random crops after padding by this many pixels (edge pixels repeated); 0 for none.</param>
/// <param name="HorizontalFlip">Mirror half of the images.</param>
public sealed record AugmentationRecipe(int CropPadding = 0, bool HorizontalFlip = false);
