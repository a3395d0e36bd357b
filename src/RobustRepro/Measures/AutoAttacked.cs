using RobustRepro.Attacks.Auto;

namespace RobustRepro.Measures;

/// <summary>A network under AutoAttack.</summary>
/// <param name="Result">What each attack found, and signs of gradient masking.</param>
/// <param name="Answers">Of the first test images, under attack.</param>
/// <param name="ImagesSha256">Of these images with their classes.</param>
public sealed record AutoAttacked(AutoAttackResult Result, Decisions Answers, string ImagesSha256);
