using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro.Configuration;

/// <summary>An entry of the settings: networks to be judged again and again.</summary>
/// <param name="Name">By which commands and records know it.</param>
/// <param name="Pairs">One pair, or one per eps by growing eps where R of several bounds stand beside one S.</param>
public sealed record GivenNetworks(string Name, IReadOnlyList<GivenPair> Pairs)
{
    /// <summary>By how much a number may leave the recorded one where fewer than three runs are on record; null for the
    /// claim's smallest effect of interest.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Level of the prediction interval of three recorded runs and more.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whether R of several bounds stand beside one S.</summary>
    public bool IsSweep => Pairs[0].Eps is not null;

    /// <summary>How far numbers may leave those on record.</summary>
    public GateRule Rule => new(Tolerance, Confidence);

    /// <summary>Judges each pair, and each claim over the eps where there are several.</summary>
    /// <param name="judge">Gets a pair, its study opened, and the name that it has there.</param>
    /// <exception cref="InvalidInputException">A file is missing, or a network cannot be judged.</exception>
    public JudgedNetworks Judge(
        SuiteConfiguration configuration,
        Func<GivenPair, IStudy, string, VerificationResult> judge
    )
    {
        // what is missing is said before the first is measured
        (GivenPair Pair, IStudy Study, string Architecture)[] opened =
        [
            .. Pairs.Select(p =>
            {
                (IStudy study, string architecture) = p.Open(configuration);
                return (p, study, architecture);
            }),
        ];
        JudgedPair[] judged =
        [
            .. opened.Select(o =>
            {
                try
                {
                    return new JudgedPair(o.Pair.Eps, judge(o.Pair, o.Study, o.Architecture));
                }
                finally
                {
                    o.Study.Stimuli.Dispose();
                }
            }),
        ];
        return new(judged, IsSweep ? EpsSweep.Of(Name, opened[0].Study.Attacks.Norm, judged) : []);
    }
}
