using RobustRepro.Checkpoints;
using RobustRepro.Datasets.ImageNet;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Studies;
using RobustRepro.Tests.Datasets;
using RobustRepro.Tests.Probes;
using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Studies.Imagenet;

/// <summary>All that the imagenet study asks for, tiny and made up: photographs, stimuli, a probe, random
/// AlexNets.</summary>
internal sealed class ImagenetFolder : IDisposable
{
    public const int Photographs = 24;
    private const string Conflicts = "stimuli/style-transfer-preprocessed-512",
        Edges = "stimuli/edges",
        Silhouettes = "stimuli/filled-silhouettes";

    // a few pictures under many names: drawing them takes longer than what is tested
    private static readonly byte[][] Pictures =
    [
        .. Enumerable.Range(0, 4).Select(i => ImageBytes.Jpeg(228 + 9 * i, 260, (y, x) => Pixel(i, y, x))),
    ];
    private static readonly byte[][] Stimuli =
    [
        .. Enumerable.Range(5, 3).Select(i => ImageBytes.Png(224, 224, (y, x) => Pixel(i, y, x))),
    ];
    private readonly ImageTree tree = new();
    private readonly BrodenFolder broden = new();

    /// <param name="networks">Also random AlexNets, 120 MB each.</param>
    public ImagenetFolder(bool networks = false)
    {
        for (int i = 0; i < Photographs; i++)
        {
            tree.Add($"val/{ImageNetClasses.Ids[ClassOf(i)]}/{Photograph(i)}.JPEG", Pictures[i % 4]);
        }
        for (int i = 0; i < 16; i++)
        {
            string shape = EntryLevelCategories.All[i],
                texture = EntryLevelCategories.All[(i + 5) % 16];
            tree.Add($"{Conflicts}/{shape}/{shape}1-{texture}2.png", Stimuli[i % 3]);
            tree.Add($"{Edges}/{shape}/{shape}1.png", Stimuli[i % 3]);
            tree.Add($"{Silhouettes}/{shape}/{shape}1.png", Stimuli[(i + 1) % 3]);
        }
        if (networks)
        {
            SaveAlexNet("standard", 1);
            SaveAlexNet("robust", 2);
        }
    }

    /// <summary>Everything given, small sizes.</summary>
    public StudyInputs Inputs =>
        new()
        {
            Images = tree.File("val"),
            CueConflict = tree.File("stimuli"),
            Edges = tree.File("stimuli"),
            Silhouettes = tree.File("stimuli"),
            Broden = broden.Path,
            Networks = new Dictionary<string, NetworkFiles>
            {
                ["alexnet"] = new(Weights("standard"), Weights("robust")),
            },
            Sizes = new(0, 4, 4, 12, 0, [3]),
        };

    public static string Photograph(int index) => $"ILSVRC2012_val_{index + 1:00000000}";

    /// <summary>Neighbouring photographs are of different classes, a few of them known categories.</summary>
    public static int ClassOf(int index) => new[] { 404, 8, 281, 999 }[index % 4];

    public string Weights(string mode) => tree.File($"alexnet-{mode}.safetensors");

    public string File(string name) => tree.File(name);

    public string AddText(string name, string content) => tree.AddText(name, content);

    public void Add(string name, byte[] content) => tree.Add(name, content);

    public void Dispose()
    {
        broden.Dispose();
        tree.Dispose();
    }

    private void SaveAlexNet(string mode, long seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find("alexnet", ModelRegistry.ImageNet),
            224,
            1000,
            Normalization.ImageNet,
            seed
        );
        Safetensors.Write(
            Weights(mode),
            model.Network.state_dict().ToDictionary(p => p.Key, p => p.Value.detach().to(float16)),
            new Dictionary<string, string>()
        );
    }

    private static SKColor Pixel(int image, int y, int x) =>
        new((byte)(9 * image + x), (byte)(x * y / 200), (byte)(y % (11 + image) * 20));
}
