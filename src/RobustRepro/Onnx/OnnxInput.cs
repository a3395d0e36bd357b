using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Onnx.Proto;

namespace RobustRepro.Onnx;

/// <summary>What a network's file says of its images.</summary>
/// <param name="Name">Of the graph's input.</param>
/// <param name="Batch">Images at once; null for any number.</param>
/// <param name="Height">In pixels; null for any.</param>
/// <param name="Width">In pixels; null for any.</param>
/// <param name="ChannelsLast">N x H x W x 3, as TensorFlow and Keras have it, instead of N x 3 x H x W.</param>
internal sealed record OnnxInput(string Name, long? Batch, long? Height, long? Width, bool ChannelsLast)
{
    private const int MostPixels = 2048;

    /// <summary>In words.</summary>
    public override string ToString()
    {
        string batch = Batch?.ToString(CultureInfo.InvariantCulture) ?? "N",
            size =
                $"{Height?.ToString(CultureInfo.InvariantCulture) ?? "H"} x "
                + (Width?.ToString(CultureInfo.InvariantCulture) ?? "W");
        return ChannelsLast ? $"{batch} x {size} x 3" : $"{batch} x 3 x {size}";
    }

    /// <exception cref="InvalidInputException">The graph takes something else than one batch of colour images in
    /// float32.</exception>
    public static OnnxInput Of(OnnxGraph graph)
    {
        if (graph.Inputs is not [var input])
            throw new InvalidInputException(
                $"{graph.Path}: takes {graph.Inputs.Count} inputs "
                    + $"({string.Join(", ", graph.Inputs.Take(8).Select(i => Printable.Name(i.Name)))}), expected one: "
                    + "a batch of images"
            );
        if (graph.Outputs.Count != 1)
            throw new InvalidInputException(
                $"{graph.Path}: gives {graph.Outputs.Count} outputs "
                    + $"({string.Join(", ", graph.Outputs.Take(8).Select(Printable.Name))}), expected one: export the "
                    + "network with its logits alone"
            );
        string name = Printable.Name(input.Name);
        if (input.Type?.TensorType is not { Shape: { } shape } tensor)
            throw new InvalidInputException($"{graph.Path}: says no shape of its input '{name}'");
        var type = (TensorProto.Types.DataType)tensor.ElemType;
        if (type != TensorProto.Types.DataType.Float)
            throw new InvalidInputException(
                $"{graph.Path}: its input '{name}' is {type.ToString().ToUpperInvariant()}, expected FLOAT: export the "
                    + "network in float32"
            );
        long?[] lengths = [.. shape.Dim.Select(d => d.DimValue > 0 ? d.DimValue : (long?)null)];
        if (lengths is [3, _, _])
            throw new InvalidInputException(
                $"{graph.Path}: its input '{name}' has no batch dimension: export it as N x 3 x H x W"
            );
        OnnxInput? found =
            lengths is [var n, 3, var h, var w] ? new(input.Name, n, h, w, ChannelsLast: false)
            : lengths is [var m, var y, var x, 3] ? new(input.Name, m, y, x, ChannelsLast: true)
            : null;
        if (found is null || found.Height > MostPixels || found.Width > MostPixels)
            throw new InvalidInputException(
                $"{graph.Path}: its input '{name}' is "
                    + string.Join(" x ", shape.Dim.Select(Length))
                    + ", expected images: N x 3 x H x W or N x H x W x 3"
            );
        return found;
    }

    private static string Length(TensorShapeProto.Types.Dimension length) =>
        length.DimValue > 0 ? length.DimValue.ToString(CultureInfo.InvariantCulture) : Printable.Name(length.DimParam);
}
