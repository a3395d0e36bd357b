using System.Globalization;
using RobustRepro.Attacks;

namespace RobustRepro.Bench;

/// <summary>Command-line options of the benchmarks, each with a default.</summary>
internal sealed record BenchOptions
{
    private const string Text = """
        usage: dotnet run -c Release --project bench -- COMMAND [--OPTION VALUE ...]

          training            time the suite's own trainer; prints one JSON line
          plain-training      time the same loop as PyTorch users write it on the suite's libtorch; one JSON line
          compare-training    time both and the same loop in PyTorch in turn; prints ratios of medians
          inference           time passes of the suite's ResNet-50; prints one JSON line
          compare-inference   time them and the same passes in PyTorch in turn
          loading             time loads of a checkpoint of ResNet-50; prints one JSON line
          compare-loading     time loads of every format and torch.load in turn
          onnx                time passes of a network from an ONNX file; prints one JSON line
          onnx-runtime        time the same forward pass in ONNX Runtime; one JSON line
          compare-onnx        time both and PyTorch on the exported module in turn
          compare-dissection  time the tally of network dissection and NetDissect-Lite's in turn
          attack-images       write test images of trifeature to --file, for the authors' AutoAttack
          autoattack          time AutoAttack on a network of trifeature; prints one JSON line
          compare-autoattack  time it and the authors' in turn
          compare-measuring   time verifying trifeature with this checkout and an older one in turn

          --architecture  alexnet, googlenet or resnet (compare-training, compare-measuring: all three unless given;
                          compare-measuring: also several, with commas;
                          compare-onnx: networks of torchvision)
          --precision     of the attack: float32 or bfloat16   (training only; float32)
          --steps         batches timed                        (12)
          --warm-up       batches before them                  (3)
          --threads       threads of libtorch, or of the tally (2)
          --rounds        interleaved repetitions              (compare-* only; 5, of compare-measuring 1)
          --python        a Python with PyTorch                (compare-* only; python3)
          --netdissect    a checkout of NetDissect-Lite        (compare-dissection only)
          --before        an older checkout of the suite       (compare-measuring only)
          --file          a checkpoint of ResNet-50 (loading), an ONNX file (onnx, onnx-runtime), the folder that
                          eng/make-torchvision-onnx.py made (compare-onnx), or where images go (attack-images)
          --read          tensors or network                   (loading only; tensors)
          --images        of the tally, or attacked            (compare-dissection, *autoattack, attack-images; 128)
          --autoattack    a checkout of the authors' code      (compare-autoattack only)
          --eps           of the attack                        (*autoattack only; 2)
          --norm          L2 or Linf                           (*autoattack only; L2)
        """;

    public string? Architecture { get; private init; }

    public string Precision { get; private init; } = "float32";

    public int Steps { get; private init; } = 12;

    public int WarmUp { get; private init; } = 3;

    public int Threads { get; private init; } = 2;

    public int Rounds { get; private init; } = 5;

    /// <summary>A round of compare-measuring takes many minutes.</summary>
    public int MeasuringRounds { get; private init; } = 1;

    public string Python { get; private init; } = "python3";

    public string? NetDissect { get; private init; }

    public string? Before { get; private init; }

    public string? File { get; init; }

    public string Read { get; private init; } = "tensors";

    public int Images { get; private init; } = 128;

    public string? AutoAttack { get; private init; }

    public float Eps { get; private init; } = 2;

    public Norm Norm { get; private init; } = Norm.L2;

    public static BenchOptions Parse(string[] arguments)
    {
        var options = new BenchOptions();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string value =
                i + 1 < arguments.Length
                    ? arguments[i + 1]
                    : throw new InvalidInputException($"{arguments[i]} needs a value");
            options = arguments[i] switch
            {
                "--architecture" => options with { Architecture = value },
                "--precision" => options with
                {
                    Precision = value is "float32" or "bfloat16"
                        ? value
                        : throw InvalidInputException.Unknown("precision", value, ["float32", "bfloat16"]),
                },
                "--steps" => options with { Steps = Count(arguments[i], value, 1) },
                "--warm-up" => options with { WarmUp = Count(arguments[i], value, 0) },
                "--threads" => options with { Threads = Count(arguments[i], value, 1) },
                "--rounds" => options with
                {
                    Rounds = Count(arguments[i], value, 1),
                    MeasuringRounds = Count(arguments[i], value, 1),
                },
                "--python" => options with { Python = value },
                "--before" => options with { Before = value },
                "--netdissect" => options with { NetDissect = value },
                "--file" => options with { File = value },
                "--read" => options with
                {
                    Read = value is "tensors" or "network"
                        ? value
                        : throw InvalidInputException.Unknown("reading", value, ["tensors", "network"]),
                },
                "--images" => options with { Images = Count(arguments[i], value, 1) },
                "--autoattack" => options with { AutoAttack = value },
                "--eps" => options with
                {
                    Eps =
                        float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float eps)
                        && eps > 0
                            ? eps
                            : throw new InvalidInputException($"--eps needs a number above 0, not '{value}'"),
                },
                "--norm" => options with
                {
                    Norm = value is "L2" or "Linf"
                        ? Enum.Parse<Norm>(value)
                        : throw InvalidInputException.Unknown("norm", value, ["L2", "Linf"]),
                },
                _ => throw new InvalidInputException($"unknown option {arguments[i]}\n{Text}"),
            };
        }
        return options;
    }

    public static int Usage()
    {
        Console.Error.WriteLine(Text);
        return 2;
    }

    private static int Count(string option, string value, int least) =>
        int.TryParse(value, out int count) && count >= least
            ? count
            : throw new InvalidInputException($"{option} needs a whole number from {least}, not '{value}'");
}
