using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>Published numbers of a claim, and beside them what was measured here on the same network.</summary>
internal static class PublishedComparison
{
    /// <param name="claim">By id.</param>
    /// <param name="figures">Of the claim.</param>
    /// <param name="sameNetworks">Studies, as published numbers name them, whose networks are those measured
    /// here.</param>
    /// <param name="pairs">By architecture, as measured in this study.</param>
    public static ResultTable Table(
        string claim,
        IReadOnlyList<string> sameNetworks,
        IReadOnlyList<PublishedFigure> figures,
        IReadOnlyDictionary<string, IReadOnlyList<NetworkPair>> pairs
    )
    {
        double?[] here = [.. figures.Select(f => Here(f, sameNetworks, pairs))];
        bool any = here.Any(h => h is not null);
        return new(
            $"{claim}: published numbers",
            [
                Column.Text("network"),
                Column.Text("kind"),
                Column.Text("quantity"),
                new("value", 3),
                new("n", 0),
                .. any ? [new Column("here", 3)] : Array.Empty<Column>(),
            ],
            [
                .. figures.Select(
                    (f, i) =>
                        (object?[])
                            [f.Network, f.Kind, f.Quantity, f.Value, f.N, .. any ? [here[i]] : Array.Empty<object?>()]
                ),
            ],
            [
                .. any ? ["here: measured in this study on the network of that name."] : Array.Empty<string>(),
                .. figures.Select(f => f.Source).Distinct().Select(s => $"Source: {s}"),
            ]
        );
    }

    private static double? Here(
        PublishedFigure figure,
        IReadOnlyList<string> sameNetworks,
        IReadOnlyDictionary<string, IReadOnlyList<NetworkPair>> pairs
    )
    {
        if (!sameNetworks.Contains(figure.Study))
            return null;
        // "resnet50 (L2 eps 3)" is the study's resnet50; "alexnet (Caffe)" is another network
        string? architecture = pairs.Keys.FirstOrDefault(a =>
            figure.Network == a
            || figure.Network.StartsWith($"{a} (L2", StringComparison.Ordinal)
            || figure.Network.StartsWith($"{a} (torchvision", StringComparison.Ordinal)
        );
        if (architecture is null)
            return null;
        NetworkPair pair = pairs[architecture][0];
        if (figure is { Kind: "pair", Quantity: "images both know" })
            return BothKnow(pair);
        return figure.Kind switch
        {
            "standard" => Value(figure.Quantity, pair.Standard),
            "robust" => Value(figure.Quantity, pair.Robust),
            _ => null,
        };
    }

    private static double? Value(string quantity, NetworkMeasurements network) =>
        quantity switch
        {
            "clean accuracy" when network.Decisions.TryGetValue(StimulusName.Intact, out Decisions? intact) => intact
                .Accuracy
                .Value,
            "shape bias" when network.Decisions.TryGetValue(StimulusName.CueConflict, out Decisions? conflict) =>
                ShapeBias.Of(conflict).Value,
            "shape decisions" when network.Decisions.TryGetValue(StimulusName.CueConflict, out Decisions? conflict) =>
                ShapeBias.Of(conflict).ShapeDecisions,
            "texture decisions" when network.Decisions.TryGetValue(StimulusName.CueConflict, out Decisions? conflict) =>
                ShapeBias.Of(conflict).TextureDecisions,
            _ => null,
        };

    private static double? BothKnow(NetworkPair pair) =>
        pair.Standard.Decisions.ContainsKey(StimulusName.Intact)
        && pair.Robust.Decisions.ContainsKey(StimulusName.Intact)
            ? KnownImages.ToBoth(pair.Standard, pair.Robust).Count(both => both)
            : null;
}
