using System.Globalization;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Onnx;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>Tries normalisations on images whose class is known: a network that gets pixels other than it was
/// trained on
/// still answers, only worse, and nothing else would tell.</summary>
/// <param name="intact">The study's test images.</param>
/// <param name="study">Its name.</param>
internal sealed class NormalizationCheck(StimulusSet intact, string study, torch.Device? device)
{
    /// <summary>Images that are shown.</summary>
    public const int Images = 200;

    /// <summary>Standard errors by which another choice must be better, and how much better at least.</summary>
    private const double Errors = 3,
        Least = 0.05;

    /// <exception cref="InvalidInputException">Another normalisation is clearly better; the message has them
    /// all.</exception>
    public void Require(string path, OnnxNetwork network, NormalizationChoice choice)
    {
        using StimulusSet images = intact.First(Images);
        int[] labels = images.Labels;
        NormalizationChoice[] all =
        [
            choice,
            .. NormalizationChoice.Named.Where(n => !n.Normalization.IsCloseTo(choice.Normalization)),
        ];
        bool[][] right =
        [
            .. all.Select(n =>
            {
                // not disposed: the network is the caller's
                var model = new NormalizedModel(network, n.Normalization);
                model.to(device ?? torch.CPU);
                return Accuracy.Answers(model, images, device).Zip(labels, (a, b) => a == b).ToArray();
            }),
        ];
        network.to(torch.CPU);
        int best = Enumerable.Range(0, all.Length).MaxBy(i => right[i].Count(r => r));
        bool Beats(bool[] better, bool[] worse)
        {
            int wins = better.Zip(worse).Count(p => p.First && !p.Second),
                losses = better.Zip(worse).Count(p => !p.First && p.Second);
            return wins - losses > Errors * Math.Sqrt(wins + losses) && wins - losses >= Least * labels.Length;
        }
        if (!Beats(right[best], right[0]))
            return;
        string[] possible = [.. all.Zip(right).Where(p => !Beats(right[best], p.Second)).Select(p => p.First.Name)];
        string table = string.Join(
            ", ",
            all.Zip(right, (n, r) => string.Create(CultureInfo.InvariantCulture, $"{n} {Share(r):0.000}"))
        );
        string found = InputNormalization.Found(network) is { } own
            ? $"the graph begins with {own}"
            : "the graph has none";
        throw new InvalidInputException(
            $"{path}: normalisation '{choice}' is clearly not what the network was trained with ({found}): accuracy on "
                + $"{labels.Length} images of {study}: {table}; give --normalization {string.Join(" or ", possible)}"
                + (possible.Length > 1 ? ", whichever its authors say: these images do not tell them apart" : "")
        );
    }

    private static double Share(bool[] right) => right.Average(r => r ? 1.0 : 0);
}
