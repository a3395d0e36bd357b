using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>Whether a GoogLeNet normalises its input once more (torchvision's <c>transform_input</c>), and who says
/// so.</summary>
/// <param name="On">Null where nothing tells.</param>
/// <param name="Source">In words.</param>
public sealed record InputTransform(bool? On, string Source)
{
    /// <summary>The first digits of the SHA-256 of torchvision's published googlenet, which its name bears
    /// (googlenet-1378be20.pth).</summary>
    private const string PublishedSha256 = "1378be20";

    private const string Filters = "conv1.conv.weight",
        RunningMean = "conv1.bn.running_mean",
        RunningVariance = "conv1.bn.running_var";

    /// <summary>How far the mean colour of training images may be from ImageNet's, in units of a network's
    /// input.</summary>
    private const double Near = 0.12;

    /// <summary>How uncertain it may be.</summary>
    private const double MostError = 0.05;

    /// <summary>How much nearer it must be to the one than to the other.</summary>
    private const double Nearer = 2;

    /// <summary>Decides by what the user says, else by what the file says, else by what its first layer shows. The
    /// running mean of the first batch norm is what the first filters gave on average in training. From it and the
    /// filters follows the mean colour of the input: zero where pixels were normalised once, minus 0.03, 0.09 and 0.19
    /// where they were normalised twice.</summary>
    /// <param name="asked">What the user says; null for nothing.</param>
    public static InputTransform Of(CheckpointFile file, bool? asked)
    {
        if (asked is not null)
            return new(asked, "as set");
        if (CheckpointMetadata.TransformsInput(file.Metadata) is { } said)
            return new(said, "by the file's metadata");
        if (Sha256.OfFile(file.FilePath).StartsWith(PublishedSha256, StringComparison.Ordinal))
            return new(true, "as it is torchvision's published file");
        return Measured(file);
    }

    /// <summary>The error for a network that cannot be built without knowing.</summary>
    internal InvalidInputException Undecided(string path) =>
        new(
            $"{path}: whether this GoogLeNet normalises its input once more (torchvision's transform_input) is "
                + $"{Source}, "
                + "and its answers depend on it: say --transform-input on or off, or the setting "
                + "Studies:Imagenet:Googlenet:StandardTransformInput or RobustTransformInput"
        );

    /// <inheritdoc/>
    public override string ToString() => On is { } on ? $"{(on ? "on" : "off")}, {Source}" : Source;

    private static InputTransform Measured(CheckpointFile file)
    {
        if (
            !file.Weights.TryGetValue(Filters, out StoredTensor? filters)
            || !file.Weights.TryGetValue(RunningMean, out StoredTensor? mean)
            || !file.Weights.TryGetValue(RunningVariance, out StoredTensor? variance)
            || filters.Shape is not [var count, 3, _, _]
            || mean.Count != count
            || variance.Count != count
        )
            return new(null, "not said by the file");
        using DisposeScope scope = NewDisposeScope();
        Tensor deviations = (variance.ToTensor().to(float64) + 1e-3).sqrt(),
            means = mean.ToTensor().to(float64);
        if (means.abs().max().item<double>() == 0)
            return new(null, "not said by the file, and its batch norm has seen no images");
        // each filter's equation in units of its own spread
        Tensor colours = filters.ToTensor().to(float64).sum([2, 3]) / deviations.unsqueeze(1);
        double[] seen = [.. linalg.lstsq(colours, (means / deviations).unsqueeze(1)).Solution.flatten().data<double>()];
        // how far it may be off, from what the equations leave over
        using Tensor left = colours.mm(tensor(seen).unsqueeze(1)) - (means / deviations).unsqueeze(1);
        double error = Math.Sqrt(
            left.square().sum().item<double>()
                / Math.Max(1, count - seen.Length)
                * linalg.pinv(colours.t().mm(colours)).trace().item<double>()
        );
        string inWords = string.Join(' ', seen.Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)));
        Normalization pixels = Normalization.ImageNet;
        double on = Distance(seen, [.. pixels.Mean.Select(m => (m - 0.5) / 0.5)]),
            off = Distance(seen, new double[seen.Length]);
        string measured = $"measured: its first batch norm saw inputs of mean {inWords}";
        return (on, off) switch
        {
            _ when !(error < MostError) => new(null, "not said by the file, and its first batch norm does not show it"),
            (< Near, _) when on * Nearer < off => new(true, $"{measured}, as pixels normalised twice have"),
            (_, < Near) when off * Nearer < on => new(false, $"{measured}, as pixels normalised once have"),
            _ => new(
                null,
                $"not said by the file and not to be measured (its first batch norm saw inputs of mean {inWords})"
            ),
        };
    }

    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b).Sum(p => (p.First - p.Second) * (p.First - p.Second)));
}
