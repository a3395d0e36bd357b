using System.Globalization;
using RobustRepro.Attacks;
using RobustRepro.Attacks.Auto;
using RobustRepro.Measures;

namespace RobustRepro.Measuring;

/// <summary>The attacks of a study's evaluation.</summary>
/// <param name="Eps">In ascending order, in pixel values of [0, 1]; holds <paramref name="TrainingEps"/>.</param>
/// <param name="TrainingEps">At which S and R are compared.</param>
/// <param name="Steps">PGD steps.</param>
/// <param name="Images">The first so many test images are attacked.</param>
public sealed record AttackGrid(Norm Norm, IReadOnlyList<float> Eps, float TrainingEps, int Steps, int Images)
{
    /// <summary>Step size over eps; the robustness library's convention for evaluation unless set.</summary>
    public float StepOverEps { get; init; } = 2.5f / Steps;

    /// <summary>Steps of further attacks at the training eps, from few to many, each on the images that withstood the
    /// one before; their step size is 2.5 eps / steps.</summary>
    public IReadOnlyList<int> StrongerSteps { get; init; } = [];

    /// <summary>The first so many test images meet the stronger attacks.</summary>
    public int StrongerImages { get; init; } = int.MaxValue;

    /// <summary>The first so many test images also meet AutoAttack at the training eps; 0 for none.</summary>
    public int AutoAttackImages { get; init; }

    /// <summary>For labels, for example <c>PGD-20 L2</c>.</summary>
    public string Name => $"PGD-{Steps} {Norm}";

    /// <summary>What it takes to know who withstands the training eps. Larger eps are part of it, since a search at one
    /// may come upon a mistake within the training eps; smaller ones and stronger attacks come after it.</summary>
    private AttackGrid OfVerdict =>
        this with
        {
            Eps = [.. Eps.Where(eps => eps >= TrainingEps)],
            StrongerSteps = [],
            AutoAttackImages = 0,
        };

    /// <summary>As much of it as these parts ask for; null for nothing.</summary>
    public AttackGrid? AskedFor(MeasurementParts parts) =>
        parts.HasFlag(MeasurementParts.Attack) ? this
        : parts.HasFlag(MeasurementParts.AttackOfVerdict) ? OfVerdict
        : null;

    /// <summary>How many of a set's images are attacked.</summary>
    /// <param name="count">Images of the set.</param>
    public int ImagesOf(int count) => Math.Min(Images, count);

    /// <summary>How many of them meet the stronger attacks.</summary>
    /// <param name="count">Images of the set.</param>
    public int StrongerImagesOf(int count) => Math.Min(StrongerImages, ImagesOf(count));

    public ProjectedGradientDescent At(float eps) => new(new(Norm, eps), StepOverEps * eps, Steps);

    /// <summary>A stronger attack at the training eps.</summary>
    public ProjectedGradientDescent Stronger(int steps) =>
        ProjectedGradientDescent.ForEvaluation(new(Norm, TrainingEps), steps);

    /// <summary>AutoAttack at the training eps.</summary>
    public AutoAttack Auto => new(new(Norm, TrainingEps));

    public override string ToString()
    {
        string step = StepOverEps == 2.5f / Steps ? $"2.5 eps / {Steps}" : $"{Text(StepOverEps, "0.###")} eps",
            images = Images == int.MaxValue ? "all" : Text(Images),
            few = StrongerImages < Images ? $", first {Text(StrongerImages)} images" : "",
            stronger = string.Concat(
                StrongerSteps.Select(s => $"; then PGD-{s} at eps {Text(TrainingEps)}, step 2.5 eps / {s}{few}")
            );
        string eps = string.Join(", ", Eps.Select(e => Text(e)));
        return $"{Name} at eps {eps}; step {step}; best iterate; {images} images{stronger}"
            + (AutoAttackImages > 0 ? $"; {Auto} on {AutoAttackImages} images" : "");
    }

    private static string Text(IFormattable number, string? format = null) =>
        number.ToString(format, CultureInfo.InvariantCulture);
}
