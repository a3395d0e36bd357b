namespace RobustRepro.Attacks.Auto;

/// <summary>Cheap looks at whether a network hides its mistakes from attacks that follow its gradient (Athalye, Carlini
/// and Wagner 2018): gradient masking.</summary>
/// <param name="Correct">Images that the network answers correctly as they are.</param>
/// <param name="ZeroLoss">Of these, the ones whose cross-entropy is exactly 0 in float32.</param>
/// <param name="ZeroGradient">Of these, the ones where the gradient of cross-entropy is 0 in every pixel.</param>
/// <param name="AfterOneStep">Of these, the ones that withstand one step of PGD on the margin.</param>
/// <param name="AfterManySteps">Of these, the ones that withstand <see cref="ManySteps"/> of them.</param>
/// <param name="MissedByAll">Images that PGD on the margin breaks and the four attacks do not.</param>
public sealed record MaskingCheck(
    int Correct,
    int ZeroLoss,
    int ZeroGradient,
    int AfterOneStep,
    int AfterManySteps,
    int MissedByAll
)
{
    /// <summary>Steps of the longer PGD.</summary>
    public const int ManySteps = 20;

    /// <summary>The signs that there are, a sentence each.</summary>
    /// <param name="stages">Of the same evaluation.</param>
    public IReadOnlyList<string> Signs(IReadOnlyList<AttackStage> stages)
    {
        List<string> signs = [];
        AttackStage? square = stages.FirstOrDefault(s => s.Name == AutoAttack.SquareName);
        if (square is { Broken: > 0 })
            signs.Add(
                (
                    $"Square, which sees no gradient, broke {square.Broken} of {square.Asked} images that the attacks "
                    + $"along the gradient did not"
                )
            );
        // of a network that is nearly linear one step finds all there is: a sign only where there was more to find
        if (AfterManySteps >= AfterOneStep && AfterManySteps > Correct - stages.Sum(s => s.Broken))
            signs.Add(
                (
                    $"more steps do not help: {AfterOneStep} of {Correct} images withstand one step of PGD on the "
                    + $"margin, {AfterManySteps} withstand {ManySteps}"
                )
            );
        if (ZeroLoss > 0)
            signs.Add($"the loss of {ZeroLoss} of {Correct} images is exactly 0 in float32");
        if (ZeroGradient > 0)
            signs.Add($"the gradient of {ZeroGradient} of {Correct} images is 0 in every pixel");
        if (MissedByAll > 0)
            signs.Add($"PGD on the margin broke {MissedByAll} images that withstood the four attacks");
        return signs;
    }
}
