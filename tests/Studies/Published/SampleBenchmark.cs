using System.Globalization;

namespace RobustRepro.Tests.Studies.Published;

/// <summary>A small table in the shape of the published benchmark: every column of the claims, a family of networks,
/// and one training without attacks.</summary>
internal sealed class SampleBenchmark
{
    private static readonly string[] Columns =
    [
        "top1_acc/imagenet",
        "top1_acc/imagenet-c",
        "top1_acc/colour",
        "top1_acc/PGD-40/low",
        "top1_acc/PGD-40/high",
        "shape-bias",
        "top1_acc/cue-conflict",
        "top1_acc/low-pass",
        "top1_acc/high-pass",
        "top1_acc/stylized",
        "top1_acc/silhouette",
        "top1_acc/edge",
        "top1_acc/uniform-noise",
        .. from kind in new[] { "LFC", "HFC" }
        from cut in new[] { "0.1", "0.2", "0.3", "0.4", "0.5" }
        select $"metric/bandpass/{kind}/{cut}",
        .. from family in new[] { "gaussian", "shot", "impulse", "speckle" }
        from level in Enumerable.Range(1, 5)
        select $"top1_acc/{family}_noise_{level}",
    ];

    private readonly Dictionary<(string Network, string Column), string> cells = [];

    /// <summary>Networks of the family "net", in the order of the file.</summary>
    public List<string> Networks { get; } =
    ["net_l2_eps0", "net_l2_eps0.5", "net_l2_eps1", "net_l2_eps3", "net_l2_eps5", "net_linf_eps4.0", "tv_resnet50"];

    /// <summary>A value for a network; half of the scale where none was given.</summary>
    public SampleBenchmark With(string network, string column, string text)
    {
        cells[(network, column)] = text;
        return this;
    }

    /// <summary>Values for the L2 series, by growing eps.</summary>
    public SampleBenchmark Series(string column, params double[] values)
    {
        for (int i = 0; i < values.Length; i++)
            With(Networks[i], column, values[i].ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public override string ToString() =>
        string.Join(
            '\n',
            Networks
                .Select(network => string.Join(',', Columns.Select(c => Cell(network, c)).Prepend(network)))
                .Prepend($"model,{string.Join(',', Columns)}")
        ) + "\n";

    private string Cell(string network, string column) =>
        cells.TryGetValue((network, column), out string? text) ? text
        : column.StartsWith("top1_acc/", StringComparison.Ordinal) ? "50"
        : "0.5";
}
