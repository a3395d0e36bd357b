using System.Runtime.InteropServices;
using RobustRepro.Files;

namespace RobustRepro.Onnx;

/// <summary>What is said of a file or node that cannot be read or run, in one line.</summary>
internal static class OnnxFailure
{
    /// <summary>Errors that the content of a file can bring about, whose messages say what is wrong.</summary>
    public static bool IsOfContent(Exception e) =>
        e
            is InvalidDataException
                or ExternalException
                or ArgumentException
                or OverflowException
                or IndexOutOfRangeException
                or InvalidOperationException
                or NotImplementedException
                or NotSupportedException;

    /// <summary>The error of a node.</summary>
    public static InvalidInputException At(string path, OnnxNode node, Exception e) =>
        new($"{path}: {node} cannot be computed: {Printable.Line(e.Message)}", e);

    /// <summary>A shape in words.</summary>
    public static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
