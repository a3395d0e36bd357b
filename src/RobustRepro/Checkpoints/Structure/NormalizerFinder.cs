using RobustRepro.Models;
using TorchSharp;

namespace RobustRepro.Checkpoints.Structure;

/// <summary>
/// Finds the normalisation that a file has beside its network: two tensors under one name, of one value per colour or
/// one for all, one called a mean (<c>mean</c>, <c>new_mean</c>, <c>mu</c>) and one a deviation (<c>std</c>,
/// <c>new_std</c>, <c>sigma</c>) or a variance (<c>var</c>).
/// </summary>
internal sealed class NormalizerFinder
{
    private const int None = 0,
        Mean = 1,
        Deviation = 2,
        Variance = 3;

    private const int Colours = 3;
    private const float Brightest = 255;

    private static readonly torch.ScalarType[] Floating =
    [
        torch.ScalarType.Float32,
        torch.ScalarType.Float64,
        torch.ScalarType.Float16,
        torch.ScalarType.BFloat16,
    ];

    private readonly HashSet<FlatTensor> used = [];
    private readonly List<KeyValuePair<string, Normalization>> found = [];

    /// <exception cref="InvalidInputException">A mean or deviation is none.</exception>
    public NormalizerFinder(string path, IReadOnlyList<FlatTensor> beside)
    {
        foreach (IGrouping<string, FlatTensor> together in beside.Where(t => Kind(t) is not None).GroupBy(Parent))
        {
            FlatTensor? mean = together.FirstOrDefault(t => Kind(t) == Mean),
                spread = together.FirstOrDefault(t => Kind(t) is Deviation or Variance);
            if (mean is null || spread is null)
                continue;
            used.Add(mean);
            used.Add(spread);
            float[] means = Values(path, mean),
                spreads = Values(path, spread);
            if (Kind(spread) == Variance)
                spreads = [.. spreads.Select(MathF.Sqrt)];
            // made for pixels from 0 to 255
            if (means.Any(m => m > 1) && means.All(m => m <= Brightest))
                (means, spreads) = ([.. means.Select(m => m / Brightest)], [.. spreads.Select(s => s / Brightest)]);
            if (!means.All(float.IsFinite) || !spreads.All(s => float.IsFinite(s) && s > 0))
                throw new InvalidInputException(
                    $"{path}: {mean.Path} and {spread.Path} are no mean and deviation of pixels "
                        + $"({string.Join(' ', means)}; "
                        + $"{string.Join(' ', spreads)})"
                );
            found.Add(new(mean.Path, new(means, spreads)));
        }
    }

    /// <summary>By the name of their mean.</summary>
    public IReadOnlyList<KeyValuePair<string, Normalization>> Found => found;

    /// <summary>Whether a tensor is a part of one.</summary>
    public bool Uses(FlatTensor tensor) => used.Contains(tensor);

    private static string Parent(FlatTensor tensor) =>
        tensor.Path.LastIndexOf('.') is >= 0 and var dot ? tensor.Path[..dot] : "";

    private static int Kind(FlatTensor tensor)
    {
        string word = tensor.Path.Split('.')[^1].ToLowerInvariant();
        bool Says(params string[] words) => words.Any(w => word == w || word.Split('_').Contains(w));
        return !Floating.Contains(tensor.Tensor.Type) || word.StartsWith("running", StringComparison.Ordinal) ? None
            : Says("mean", "means", "mu") ? Mean
            : Says("std", "stds", "stdev", "sigma", "sd", "deviation") ? Deviation
            : Says("var", "variance") ? Variance
            : None;
    }

    private static float[] Values(string path, FlatTensor tensor)
    {
        if (tensor.Tensor.Count is not (1 or Colours))
            throw new InvalidInputException(
                $"{path}: {tensor.Path} is [{string.Join(", ", tensor.Tensor.Shape)}], expected a value for each of "
                    + $"{Colours} colours"
            );
        using DisposeScope scope = torch.NewDisposeScope();
        float[] values = [.. tensor.Tensor.ToTensor().to(torch.float32).data<float>()];
        return values.Length == 1 ? [values[0], values[0], values[0]] : values;
    }
}
