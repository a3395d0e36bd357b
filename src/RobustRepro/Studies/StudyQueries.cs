using RobustRepro.Claims;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>Looking things up in a study by the names that people type.</summary>
public static class StudyQueries
{
    /// <summary>Every network that the study trains, R first, which take longest: S and R of every seed, and
    /// the S that were stopped at R's accuracy, and those of other widths.</summary>
    public static IEnumerable<NetworkId> Trainable(this IStudyNetworks networks) =>
        networks
            .Trained.SelectMany(a =>
                networks
                    .Seeds(a.Name)
                    .SelectMany(seed =>
                        new NetworkId[]
                        {
                            new(a.Name, TrainingMode.Robust, seed),
                            new(a.Name, TrainingMode.Standard, seed),
                        }
                    )
                    .Concat(networks.MatchedSeeds(a.Name).Select(s => new NetworkId(a.Name, TrainingMode.Matched, s)))
            )
            .Concat(networks.Widths?.Networks ?? [])
            .OrderBy(n => n.Mode != TrainingMode.Robust);

    /// <summary>All that it can judge, those on request among them.</summary>
    public static IEnumerable<Claim> KnownClaims(this IStudy study) => study.Claims.Concat(study.OnRequest);

    /// <exception cref="InvalidInputException">There is no such claim, or the study has no images for it.</exception>
    public static Claim Claim(this IStudy study, string id) =>
        study.KnownClaims().FirstOrDefault(c => c.Id == id)
        ?? throw new InvalidInputException(
            $"the {study.Info.Name} study has no images for claim '{ClaimRegistry.Find(id).Id}'; its claims: "
                + $"{string.Join(", ", study.KnownClaims().Select(c => c.Id))}"
        );

    /// <exception cref="InvalidInputException">The study has no architecture of that name, or not its
    /// networks.</exception>
    public static Architecture Architecture(this IStudy study, string name) =>
        study.Networks.Architectures.FirstOrDefault(a => a.Name == name)
        ?? throw (
            study.Info.Missing.FirstOrDefault(m => m.Kind == InputKind.Networks && m.Name == name) is { } missing
                ? new InvalidInputException(missing.ToString())
                : InvalidInputException.Unknown("architecture", name, KnownTo(study))
        );

    /// <summary>The architectures of a study; where it has no networks yet, those that it can be given.</summary>
    private static string[] KnownTo(IStudy study)
    {
        string[] own = [.. study.Networks.Architectures.Select(a => a.Name)];
        return own.Length > 0 ? own : [.. ModelRegistry.ImageNet.Select(a => a.Name)];
    }

    /// <summary>Why a stimulus set, or the probe, was not given; null where nothing is known to be missing.</summary>
    public static string? WhyAbsent(this IStudy study, StimulusName name) =>
        study
            .Info.Missing.FirstOrDefault(m => m.Kind is InputKind.Stimuli or InputKind.Probe && m.Name == name.Text)
            ?.Reason;
}
