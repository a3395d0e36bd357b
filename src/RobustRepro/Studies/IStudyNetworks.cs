using System.Globalization;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>The networks of a study: which there are, and where their weights come from.</summary>
public interface IStudyNetworks
{
    /// <summary>Said where <see cref="Widths"/> has none.</summary>
    internal const string NoOtherWidths = "none of the study's networks was also trained at other widths";

    /// <summary>The architectures whose networks are there.</summary>
    IReadOnlyList<Architecture> Architectures { get; }

    /// <summary>The architectures whose networks the study trains, also while they are not all there.</summary>
    IReadOnlyList<Architecture> Trained => Architectures;

    /// <summary>Seeds for which there are an S and an R.</summary>
    IReadOnlyList<int> Seeds(string architecture);

    /// <summary>Seeds for which there is an S stopped at its R's clean accuracy, for the accuracy-matched control; a
    /// part of <see cref="Seeds"/>, or none.</summary>
    IReadOnlyList<int> MatchedSeeds(string architecture) => [];

    /// <summary>Whether there is a network of each architecture that learnt nothing, to compare detectors
    /// with.</summary>
    bool HasUntrained => true;

    /// <summary>Seeds of further S, or of further R, beyond those of <see cref="Seeds"/>: there may be more runs of
    /// one than of the other.</summary>
    IReadOnlyList<int> FurtherSeeds(string architecture, TrainingMode mode) => [];

    /// <summary>Why hidden layers cannot be looked into; null where they can.</summary>
    string? WithoutLayers => null;

    /// <summary>Why filters cannot be looked at; null where they can.</summary>
    string? WithoutFilters => null;

    /// <summary>Networks that were also trained at other widths; null where there are none.</summary>
    WidthSeries? Widths => null;

    /// <summary>Why networks of other widths cannot be measured; null where they can.</summary>
    string? WithoutWidths => Widths is null ? NoOtherWidths : null;

    /// <summary>What the pair of a seed is called in tables.</summary>
    string PairLabel(int seed) => string.Create(CultureInfo.InvariantCulture, $"seed {seed}");

    /// <summary>How many are best measured at the same time: small ones are fastest with a thread each, a large one has
    /// all threads, and the memory, to itself.</summary>
    int SideBySide => TorchRuntime.Threads;

    /// <summary>A network on the CPU, in evaluation mode; an untrained one where its mode says so.</summary>
    /// <exception cref="InvalidInputException">The weights are missing or damaged.</exception>
    NormalizedModel Load(NetworkId id);

    /// <summary>SHA-256 of the weights, or what else decides what the network computes besides its architecture. Null
    /// where nothing says so; measurements of such a network are not kept.</summary>
    /// <exception cref="InvalidInputException">The weights are missing.</exception>
    string? Fingerprint(NetworkId id) => null;

    /// <summary>Where a network's weights are, and their hash.</summary>
    /// <exception cref="InvalidInputException">The weights are missing.</exception>
    string Source(NetworkId id);
}
