using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>The error that style transfer minimizes for each image of a batch. The search begins at the layout in the
/// colours of the texture, with a little noise, slightly blurred.</summary>
internal sealed class StyleTransferProblem
{
    /// <summary>Deviation, before the blur; without noise, no texture would grow where the layout is flat, since no
    /// direction is better than another.</summary>
    private const double StartNoise = 0.05;

    private const double StartSigma = 0.6,
        FirstStep = 0.1;

    /// <summary>Weight of the mean squared distance from [0, 1].</summary>
    private const double RangeWeight = 100;

    /// <summary>Added to the power of each scale, as a share of their mean: where the texture has next to none, an
    /// error is no disaster.</summary>
    private const double PowerFloor = 0.1;

    private const double LeastLayoutVariance = 2e-3;

    private readonly TextureStatistics statistics;
    private readonly StyleTransferSettings settings;
    private readonly Tensor start,
        luminance,
        blur,
        layout,
        layoutScale,
        meanColour,
        whitening;
    private readonly Tensor[] texture,
        textureScale;

    /// <param name="layouts">float32, N x 3 x H x W, in [0, 1].</param>
    /// <param name="textures">Of the same shape.</param>
    public StyleTransferProblem(
        Tensor layouts,
        Tensor textures,
        TextureStatistics statistics,
        StyleTransferSettings settings
    )
    {
        this.statistics = statistics;
        this.settings = settings;
        using IDisposable off = no_grad();
        Plane[][] palettes = PerImage.Split(textures);
        Tensor recoloured = PerImage.Join([.. PerImage.Split(layouts).Zip(palettes, RankTransfer.Apply)], layouts);
        using var generator = new Generator((ulong)settings.Seed);
        Tensor noise = randn([1, .. layouts.shape[1..]], generator: generator).to(layouts.device);
        start = FrequencyFilter.LowPass(recoloured.add(noise * StartNoise).clamp_(0, 1), StartSigma);

        luminance = tensor(Greyscale.Weights.ToArray(), [1, 3, 1, 1], device: layouts.device);
        blur = tensor(GaussianFilter.Kernel(settings.LayoutSigma), dtype: float32, device: layouts.device);
        layout = Layout(recoloured);
        layoutScale = layout.flatten(1).var(1, unbiased: false).add(LeastLayoutVariance).reciprocal();

        (double[] Mean, double[] Matrix)[] colours = [.. palettes.Select(ColourWhitening.Of)];
        meanColour = tensor(
            colours.SelectMany(c => c.Mean).ToArray(),
            [colours.Length, 3, 1],
            dtype: float32,
            device: layouts.device
        );
        whitening = tensor(
            colours.SelectMany(c => c.Matrix).ToArray(),
            [colours.Length, 3, 3],
            dtype: float32,
            device: layouts.device
        );
        texture = statistics.Of(Whiten(textures));
        Tensor[] power = [.. texture.Select(gram => gram.square().sum([1, 2]))];
        Tensor floor = stack(power).mean([0]) * PowerFloor;
        textureScale = [.. power.Select(p => (p + floor).reciprocal())];
    }

    /// <returns>N x 3 x H x W, in [0, 1].</returns>
    public Tensor Solve() =>
        BatchedLbfgs
            .Minimize(start.flatten(1), Evaluate, settings.Evaluations, FirstStep)
            .view(start.shape)
            .clamp(0, 1);

    private (Tensor Values, Tensor Gradients) Evaluate(Tensor points)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = points.detach().view(start.shape).requires_grad_(true);
        Tensor error = (Layout(images) - layout).square().flatten(1).mean([1]) * layoutScale * settings.LayoutWeight;
        error = error + (images - images.clamp(0, 1)).square().flatten(1).mean([1]) * RangeWeight;
        foreach ((Tensor gram, int scale) in statistics.Of(Whiten(images)).Select((gram, scale) => (gram, scale)))
            error = error + (gram - texture[scale]).square().sum([1, 2]) * textureScale[scale];
        error.sum().backward();
        return (
            error.detach().unsqueeze(1).MoveToOuterDisposeScope(),
            images.grad!.flatten(1).MoveToOuterDisposeScope()
        );
    }

    private Tensor Whiten(Tensor images) => whitening.bmm(images.flatten(2) - meanColour).view(images.shape);

    private Tensor Layout(Tensor images)
    {
        long radius = blur.shape[0] / 2;
        Tensor extended = pad(conv2d(images, luminance), (radius, radius, radius, radius), PaddingModes.Replicate);
        return conv2d(conv2d(extended, blur.view(1, 1, -1, 1)), blur.view(1, 1, 1, -1));
    }
}
