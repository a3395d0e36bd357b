namespace RobustRepro.Imaging;

/// <summary>What happens to a decoded image before a network sees it. All come out square and of one size.</summary>
public sealed class ImagePreparation
{
    private readonly Func<RgbImage, RgbImage> apply;

    private ImagePreparation(string description, int size, Func<RgbImage, RgbImage> apply)
    {
        Description = description;
        Size = size;
        this.apply = apply;
    }

    /// <summary>What networks of torchvision are evaluated with: the shorter side to 256, the 224 x 224 in the
    /// middle.</summary>
    public static ImagePreparation ImageNet { get; } = ShorterSideAndCrop(256, 224);

    /// <summary>As reports print it.</summary>
    public string Description { get; }

    /// <summary>Height and width of what comes out, in pixels.</summary>
    public int Size { get; }

    /// <summary>Nothing: images of another size are an error. Stimuli made at the network's own size are used so
    /// (model-vs-human).</summary>
    public static ImagePreparation AsIs(int size) => new($"as is, {size} x {size}", size, image => image);

    /// <summary>The whole image, made square (PIL bilinear, antialiased).</summary>
    public static ImagePreparation Stretch(int size) =>
        new($"resized to {size} x {size}", size, image => ImageResize.Bilinear(image, size, size));

    /// <summary>torchvision's <c>Resize(shorter)</c> and <c>CenterCrop(crop)</c>.</summary>
    public static ImagePreparation ShorterSideAndCrop(int shorter, int crop) =>
        new(
            $"shorter side resized to {shorter}, {crop} x {crop} from the middle",
            crop,
            image => ImageResize.ShorterSideAndCrop(image, shorter, crop)
        );

    /// <summary>This preparation after another step, which sees the image at its own resolution (edges are found there,
    /// for example).</summary>
    public ImagePreparation After(string description, Func<RgbImage, RgbImage> first) =>
        new($"{description}, {Description}", Size, image => apply(first(image)));

    /// <param name="name">The image, as errors name it.</param>
    /// <exception cref="InvalidInputException">The size is not the wanted one.</exception>
    public RgbImage Apply(RgbImage image, string name)
    {
        RgbImage prepared = apply(image);
        return prepared.Height == Size && prepared.Width == Size
            ? prepared
            : throw new InvalidInputException(
                $"{name} has {prepared.Width} x {prepared.Height} pixels, expected {Size} x {Size}"
            );
    }
}
