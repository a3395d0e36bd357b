using System.Text.Json;
using RobustRepro.Datasets;
using RobustRepro.Imaging;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Conformance;

/// <summary>
/// Eight photographs as PIL and torchvision prepare them, equal to the byte. That needs a JPEG decoder with
/// libjpeg-turbo's exact transform (its default, and Skia's); one with another would differ by 1 in single pixels, in
/// the first test by less than 0.01 in a mean.
/// </summary>
public sealed class PreprocessConformanceTests
{
    private const double MeanRounding = 1e-9;
    private const string Samples = "../data/imagenet-samples.zip",
        Expected = "preprocess/expected.json";

    public static TheoryData<string> Images
    {
        get
        {
            TheoryData<string> names = [];
            if (ReferenceData.Missing([Samples, Expected]) is null)
            {
                foreach (JsonElement image in Entries())
                    names.Add(image.GetProperty("image").GetString()!);
            }
            return names;
        }
    }

    [ReferenceTheory(Samples, Expected)]
    [MemberData(nameof(Images))]
    public void Decoding_gives_pils_pixels(string image)
    {
        RgbImage decoded = Decode(image);
        JsonElement expected = Entry(image);
        (decoded.Width, decoded.Height)
            .Should()
            .Be((expected.GetProperty("width").GetInt32(), expected.GetProperty("height").GetInt32()));
        double[] means = [.. expected.GetProperty("decoded_mean").EnumerateArray().Select(m => m.GetDouble())];
        for (int channel = 0; channel < 3; channel++)
            decoded
                .Rgb.Where((_, i) => i % 3 == channel)
                .Average(b => (double)b)
                .Should()
                .BeApproximately(means[channel], MeanRounding);
    }

    [ReferenceTheory(Samples, Expected)]
    [MemberData(nameof(Images))]
    public void Resize_and_crop_are_torchvisions(string image) =>
        AssertEqual(
            ImagePreparation.ImageNet.Apply(Decode(image), image),
            Entry(image).GetProperty("crop224").GetString()!
        );

    [ReferenceTheory(Samples, Expected)]
    [MemberData(nameof(Images))]
    public void Shrinking_to_a_square_is_pils(string image) =>
        AssertEqual(ImageResize.Bilinear(Decode(image), 32, 32), Entry(image).GetProperty("resize32").GetString()!);

    private static void AssertEqual(RgbImage image, string file)
    {
        string path = ReferenceData.Path("preprocess", file);
        RgbImage expected = ImageDecoder.Decode(File.ReadAllBytes(path), path);
        (image.Height, image.Width).Should().Be((expected.Height, expected.Width));
        image.Rgb.Should().Equal(expected.Rgb);
    }

    private static RgbImage Decode(string image)
    {
        using IImageFiles files = ImageFiles.Open(ReferenceData.Path(Samples));
        int index = files.Paths.ToList().FindIndex(p => p.EndsWith("/" + image, StringComparison.Ordinal));
        return ImageDecoder.Decode(files.Read(index), files.NameOf(index));
    }

    private static JsonElement Entry(string image) =>
        Entries().Single(e => e.GetProperty("image").GetString() == image);

    private static JsonElement[] Entries()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path(Expected)));
        return [.. document.RootElement.Clone().GetProperty("images").EnumerateArray()];
    }
}
