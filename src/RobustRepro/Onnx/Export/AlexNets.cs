namespace RobustRepro.Onnx.Export;

/// <summary>AlexNet, small and full, as a graph.</summary>
internal static class AlexNets
{
    /// <summary>Places of the convolutions among the features; each is followed by a ReLU.</summary>
    private static readonly int[] Convolutions = [0, 3, 6, 8, 10];

    private static readonly int[] Pooled = [0, 3, 10];

    public static string Small(OnnxWriter writer, string input, int stride)
    {
        string x = Features(writer, input, stride, stride == 2 ? 3 : 2, pool: 2);
        x = writer.Relu("classifier.2", writer.Linear("classifier.1", x));
        return writer.Linear("classifier.3", x);
    }

    public static string Full(OnnxWriter writer, string input)
    {
        string x = Features(writer, input, stride: 4, padding: 2, pool: 3);
        x = writer.Relu("classifier.2", writer.Linear("classifier.1", x));
        x = writer.Relu("classifier.5", writer.Linear("classifier.4", x));
        return writer.Linear("classifier.6", x);
    }

    private static string Features(OnnxWriter writer, string input, int stride, int padding, int pool)
    {
        string x = input;
        foreach (int at in Convolutions)
        {
            // the second convolution of the full network is 5 x 5, all others after the first are 3 x 3
            x =
                at == 0
                    ? writer.Convolution("features.0", x, stride, padding)
                    : writer.Convolution($"features.{at}", x, 1, pool == 3 && at == 3 ? 2 : 1);
            x = writer.Relu($"features.{at + 1}", x);
            if (Pooled.Contains(at))
                x = writer.MaxPool($"features.{at + 2}", x, pool, 2);
        }
        return writer.Flatten("flat", x);
    }
}
