using RobustRepro.Attacks;

namespace RobustRepro.Studies;

/// <summary>The attacks of a study's evaluation.</summary>
/// <param name="Eps">In ascending order, in pixel values of [0, 1]; holds <paramref name="TrainingEps"/>.</param>
/// <param name="TrainingEps">At which S and R are compared.</param>
/// <param name="Steps">PGD steps; the step size is 2.5 eps / steps.</param>
/// <param name="Images">The first so many test images are attacked.</param>
public sealed record AttackGrid(Norm Norm, IReadOnlyList<float> Eps, float TrainingEps, int Steps, int Images)
{
    public ProjectedGradientDescent At(float eps) => ProjectedGradientDescent.ForEvaluation(new(Norm, eps), Steps);

    public override string ToString() => $"PGD-{Steps} {Norm} at eps {string.Join(", ", Eps)}; step 2.5 eps / {Steps}; best iterate; {Images} images";
}
