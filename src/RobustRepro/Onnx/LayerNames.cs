using System.Globalization;
using System.Text.RegularExpressions;

namespace RobustRepro.Onnx;

/// <summary>Names of layers, made of those of values so that they go into file names and module names.</summary>
internal static partial class LayerNames
{
    private const int Longest = 80;

    /// <summary>PyTorch names the first output of <c>/layer1/relu/Relu</c> <c>/layer1/relu/Relu_output_0</c>; the
    /// ending says nothing.</summary>
    private const string Ending = "_output_0";

    /// <summary>A value's name with letters, digits, minus and underscores alone.</summary>
    public static string Of(string value)
    {
        string trimmed = value.EndsWith(Ending, StringComparison.Ordinal) ? value[..^Ending.Length] : value,
            plain = Other().Replace(trimmed, "_").Trim('_');
        return plain.Length > Longest ? plain[^Longest..] : plain;
    }

    /// <summary>The name of a node's layer, numbered where another has it already.</summary>
    public static string Unique(OnnxNode node, HashSet<string> taken)
    {
        string name = Of(node.Outputs.FirstOrDefault(o => o.Length > 0) ?? node.Name);
        if (name.Length == 0 || char.IsDigit(name[0]))
            name = $"{node.Type}_{name}";
        string unique = name;
        for (int i = 2; !taken.Add(unique); i++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
        return unique;
    }

    [GeneratedRegex("[^A-Za-z0-9-]+")]
    private static partial Regex Other();
}
