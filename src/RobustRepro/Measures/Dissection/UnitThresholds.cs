using static TorchSharp.torch;

namespace RobustRepro.Measures.Dissection;

/// <summary>The thresholds of a layer's units: exact where they fit in memory, else from a sketch with a bounded
/// error.</summary>
internal sealed class UnitThresholds
{
    private readonly TopQuantile? exact;
    private readonly QuantileSketch? sketch;

    private UnitThresholds(TopQuantile? exact, QuantileSketch? sketch)
    {
        this.exact = exact;
        this.sketch = sketch;
    }

    /// <summary>Whether thresholds are exact quantiles.</summary>
    public bool AreExact => exact is not null;

    /// <param name="valuesPerUnit">Images times positions per map.</param>
    /// <param name="largestShare">No larger share of activations above the threshold will be asked for.</param>
    /// <param name="mostBytes">For exact thresholds.</param>
    public static UnitThresholds For(int units, long valuesPerUnit, double largestShare, long mostBytes) =>
        TopQuantile.Bytes(units, valuesPerUnit, largestShare) <= mostBytes
            ? new(new(units, valuesPerUnit, largestShare), null)
            : new(null, new(units));

    /// <summary>Takes in the next images.</summary>
    /// <param name="maps">N x units x h x w.</param>
    public void Add(Tensor maps)
    {
        exact?.Add(maps);
        sketch?.Add(maps);
    }

    /// <summary>One per unit.</summary>
    /// <param name="share">Of activations above the threshold.</param>
    public float[] At(double share) => exact?.Thresholds(share) ?? sketch!.Thresholds(share);
}
