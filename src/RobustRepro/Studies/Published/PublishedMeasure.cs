using RobustRepro.Statistics;

namespace RobustRepro.Studies.Published;

/// <summary>A measure made of published columns.</summary>
/// <param name="Quantity">As tables print it.</param>
/// <param name="Columns">What is read.</param>
/// <param name="Of">The measure, from a reader of columns.</param>
internal sealed record PublishedMeasure(
    string Quantity,
    IReadOnlyList<string> Columns,
    Func<Func<string, double>, double> Of
)
{
    /// <summary>Which way a claim says it goes with eps.</summary>
    public Sign Predicted { get; init; } = Sign.Positive;

    /// <summary>The mean of columns.</summary>
    public static PublishedMeasure Mean(string quantity, params string[] columns) =>
        new(quantity, columns, read => columns.Average(read));

    /// <summary>The mean of columns as a share of another.</summary>
    public static PublishedMeasure Share(string quantity, string of, params string[] columns) =>
        new(quantity, [.. columns, of], read => Divided(columns.Average(read), read(of)));

    /// <summary>The mean of some columns over the sum of that and the mean of others.</summary>
    public static PublishedMeasure Against(string quantity, string[] columns, string[] others) =>
        new(
            quantity,
            [.. columns, .. others],
            read => columns.Average(read) is var mean ? Divided(mean, mean + others.Average(read)) : mean
        );

    /// <summary>Predicted to fall.</summary>
    public PublishedMeasure Falling() => this with { Predicted = Sign.Negative };

    /// <summary>What has nothing to be a share of has none of it.</summary>
    private static double Divided(double part, double all) => all > 0 ? part / all : 0;
}
