using System.Globalization;
using System.Text.RegularExpressions;
using RobustRepro.Attacks;
using RobustRepro.Claims.Trends;
using RobustRepro.Files;

namespace RobustRepro.Studies.Published;

/// <summary>The networks of a family, found by their names: PREFIX_l2_eps0.25, PREFIX_linf_eps4.0; an underscore may
/// stand for the point.</summary>
/// <param name="Norm">Of the attacks that R was trained against.</param>
/// <param name="Networks">S first, then R by growing eps. Linf without an S of its own has that of L2: without attacks
/// there is no norm.</param>
internal sealed partial record TrainedSeries(Norm Norm, IReadOnlyList<(double Eps, string Network)> Networks)
{
    /// <summary>A measure of the series.</summary>
    /// <param name="people">People's value of it, or null.</param>
    /// <exception cref="InvalidInputException">A network has no value.</exception>
    public TrendSeries Measured(INumbers numbers, PublishedMeasure measure, double? people = null) =>
        new(
            measure.Quantity,
            measure.Predicted,
            [
                .. Networks.Select(n => new TrendPoint(
                    n.Eps,
                    n.Network,
                    measure.Of(column => numbers.Of(n.Network, column))
                )),
            ]
        )
        {
            People = people,
        };

    /// <summary>The series of a family, L2 first; a norm without R has none.</summary>
    /// <param name="source">For errors.</param>
    /// <exception cref="InvalidInputException">There is no such family, it has no network at eps 0, two at one eps, or
    /// one whose eps cannot be read.</exception>
    public static IReadOnlyList<TrainedSeries> Of(string family, IReadOnlyList<string> networks, string source)
    {
        (string Name, Match Match)[] named =
        [
            .. networks.Select(n => (n, Pattern().Match(n))).Where(n => n.Item2.Success),
        ];
        (string Name, Norm Norm, double Eps)[] members =
        [
            .. named
                .Where(n => n.Match.Groups["family"].Value == family)
                .Select(n => (n.Name, NormOf(n.Match), EpsOf(n.Match))),
        ];
        string[] families = [.. named.Select(n => n.Match.Groups["family"].Value).Distinct()];
        if (members.Length == 0)
            throw families.Length > 0
                ? InvalidInputException.Unknown($"family of networks in {source}", family, families)
                : new InvalidInputException(
                    $"{source}: no network is named like {family}_l2_eps0.5 or {family}_linf_eps4.0, by which series "
                        + "are found"
                );
        if (
            networks.FirstOrDefault(n =>
                Begun().Match(n) is { Success: true } begun
                && begun.Groups["family"].Value == family
                && !Pattern().IsMatch(n)
            ) is
            { } unreadable
        )
            throw new InvalidInputException(
                $"{source}: model '{CsvTable.Printable(unreadable)}' has no eps that can be read: name it like "
                    + $"{family}_l2_eps0.5 or {family}_linf_eps4.0, or take its row out"
            );
        if (members.CountBy(m => (m.Norm, m.Eps)).FirstOrDefault(c => c.Value > 1) is { Value: > 1 } twice)
            throw new InvalidInputException(
                $"{source}: family {family} has {twice.Value} networks at {twice.Key.Norm} eps "
                    + twice.Key.Eps.ToString(CultureInfo.InvariantCulture)
            );
        (string Name, Norm Norm, double Eps) standard = members.OrderBy(m => m.Norm).FirstOrDefault(m => m.Eps == 0);
        if (standard.Name is null)
            throw new InvalidInputException(
                $"{source}: family {family} has no network at eps 0, to be S; expected one named {family}_l2_eps0"
            );
        return
        [
            .. members
                .Where(m => m.Eps > 0)
                .GroupBy(m => m.Norm)
                .OrderBy(g => g.Key)
                .Select(g => new TrainedSeries(
                    g.Key,
                    [
                        (0, members.FirstOrDefault(m => m.Norm == g.Key && m.Eps == 0, standard).Name),
                        .. g.OrderBy(m => m.Eps).Select(m => (m.Eps, m.Name)),
                    ]
                )),
        ];
    }

    private static Norm NormOf(Match match) => match.Groups["norm"].Value == "l2" ? Norm.L2 : Norm.Linf;

    private static double EpsOf(Match match) =>
        double.Parse(match.Groups["eps"].Value.Replace('_', '.'), NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<family>.+)_(?<norm>l2|linf)_eps(?<eps>\d+([._]\d+)?)$")]
    private static partial Regex Pattern();

    /// <summary>A name that is meant as one of a series, whatever stands for its eps.</summary>
    [GeneratedRegex(@"^(?<family>.+)_(l2|linf)_eps", RegexOptions.IgnoreCase)]
    private static partial Regex Begun();
}
