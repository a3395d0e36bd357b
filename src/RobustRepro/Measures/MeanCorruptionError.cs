namespace RobustRepro.Measures;

/// <summary>
/// The mean corruption error (mCE of Hendrycks and Dietterich 2019). It means nothing without its baseline (AlexNet, in
/// the literature; a mean of plain error rates is often called mCE too, and is not), so it carries the baseline's name.
/// </summary>
internal sealed record MeanCorruptionError
{
    private MeanCorruptionError(string baseline, IReadOnlyList<CorruptionError> corruptions)
    {
        Baseline = baseline;
        Corruptions = corruptions;
    }

    /// <summary>Whose errors are 100.</summary>
    public string Baseline { get; }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<CorruptionError> Corruptions { get; }

    /// <summary>Mean over the corruptions, in per cent.</summary>
    public double Value => Corruptions.Average(c => c.Value);

    /// <param name="network">The network's name, for errors.</param>
    /// <param name="errors">Per corruption the error rates (0 to 1) of the network at each severity.</param>
    /// <param name="baseline">The baseline's name.</param>
    /// <param name="baselineErrors">The same corruptions and severities for the baseline.</param>
    /// <exception cref="InvalidInputException">Corruptions or severities differ, a rate lies outside 0 to 1, or the
    /// baseline makes no error on a corruption.</exception>
    public static MeanCorruptionError Of(
        string network,
        IReadOnlyDictionary<string, IReadOnlyList<double>> errors,
        string baseline,
        IReadOnlyDictionary<string, IReadOnlyList<double>> baselineErrors
    )
    {
        string[] different = [.. errors.Keys.Except(baselineErrors.Keys), .. baselineErrors.Keys.Except(errors.Keys)];
        if (different.Length > 0)
            throw new InvalidInputException(
                $"{network} and its baseline {baseline} must have the same corruptions; only one has "
                    + $"{string.Join(", ", different)}"
            );
        if (errors.Count == 0)
            throw new InvalidInputException($"{network}: no corruption to average over");
        return new(
            baseline,
            [
                .. errors.Select(row => new CorruptionError(
                    row.Key,
                    Relative(row.Key, network, row.Value, baseline, baselineErrors[row.Key])
                )),
            ]
        );
    }

    private static double Relative(
        string corruption,
        string network,
        IReadOnlyList<double> errors,
        string baseline,
        IReadOnlyList<double> baselineErrors
    )
    {
        if (errors.Count != baselineErrors.Count)
            throw new InvalidInputException(
                $"{corruption}: {network} has {errors.Count} severities, its baseline {baseline} has "
                    + $"{baselineErrors.Count}"
            );
        foreach ((string name, IReadOnlyList<double> rates) in new[] { (network, errors), (baseline, baselineErrors) })
        {
            if (rates.Any(rate => !(rate >= 0 && rate <= 1)))
                throw new InvalidInputException(
                    $"{corruption}: {name} has an error rate of "
                        + $"{rates.First(rate => !(rate >= 0 && rate <= 1))}; rates lie between 0 and 1"
                );
        }
        double sum = baselineErrors.Sum();
        return sum > 0
            ? 100 * errors.Sum() / sum
            : throw new InvalidInputException(
                $"{corruption}: the baseline {baseline} makes no error, so none is relative to it"
            );
    }
}
