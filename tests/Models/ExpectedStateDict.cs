namespace RobustRepro.Tests.Models;

/// <summary>Names and shapes of the weights, written down once more: weight files in fixtures/ and elsewhere depend on
/// them.</summary>
internal static class ExpectedStateDict
{
    public static Dictionary<string, string> Of(string architecture, int size)
    {
        int stem = size == 64 ? 7 : 5;
        var entries = new Dictionary<string, string>();
        switch (architecture)
        {
            case "alexnet":
                WithBias("features.0", 48, $"3x{stem}x{stem}");
                WithBias("features.3", 96, "48x3x3");
                WithBias("features.6", 128, "96x3x3");
                WithBias("features.8", 96, "128x3x3");
                WithBias("features.10", 96, "96x3x3");
                WithBias("classifier.1", 256, "1536");
                WithBias("classifier.3", 10, "256");
                break;
            case "googlenet":
                Block("conv1", 32, $"3x{stem}x{stem}");
                Block("conv2", 64, "32x3x3");
                Inception("inception3a", 64, 32, 32, 48, 8, 16, 16);
                Inception("inception3b", 112, 48, 48, 64, 12, 24, 24);
                Inception("inception4a", 160, 64, 48, 80, 12, 32, 32);
                Inception("inception4b", 208, 80, 64, 96, 16, 40, 40);
                WithBias("fc", 10, "256");
                break;
            case "resnet":
                Block("conv1", 32, $"3x{stem}x{stem}");
                Stage("layer1", 32, 16);
                Stage("layer2", 64, 32);
                Stage("layer3", 128, 64);
                WithBias("fc", 10, "256");
                break;
        }
        return entries;

        void WithBias(string name, int outputs, string inputs)
        {
            entries.Add($"{name}.weight", $"{outputs}x{inputs}");
            entries.Add($"{name}.bias", $"{outputs}");
        }

        void Convolution(string name, string norm, int outputs, string inputs)
        {
            entries.Add($"{name}.weight", $"{outputs}x{inputs}");
            foreach (string part in new[] { "weight", "bias", "running_mean", "running_var" })
                entries.Add($"{norm}.{part}", $"{outputs}");
            entries.Add($"{norm}.num_batches_tracked", "");
        }

        void Block(string name, int outputs, string inputs) =>
            Convolution($"{name}.conv", $"{name}.bn", outputs, inputs);

        void Inception(
            string name,
            int inputs,
            int direct,
            int reduce2,
            int outputs2,
            int reduce3,
            int outputs3,
            int pooled
        )
        {
            Block($"{name}.branch1", direct, $"{inputs}x1x1");
            Block($"{name}.branch2.0", reduce2, $"{inputs}x1x1");
            Block($"{name}.branch2.1", outputs2, $"{reduce2}x3x3");
            Block($"{name}.branch3.0", reduce3, $"{inputs}x1x1");
            Block($"{name}.branch3.1", outputs3, $"{reduce3}x3x3");
            Block($"{name}.branch4.1", pooled, $"{inputs}x1x1");
        }

        void Stage(string name, int inputs, int width)
        {
            for (int block = 0; block < 2; block++, inputs = 4 * width)
            {
                Convolution($"{name}.{block}.conv1", $"{name}.{block}.bn1", width, $"{inputs}x1x1");
                Convolution($"{name}.{block}.conv2", $"{name}.{block}.bn2", width, $"{width}x3x3");
                Convolution($"{name}.{block}.conv3", $"{name}.{block}.bn3", 4 * width, $"{width}x1x1");
                if (block == 0)
                    Convolution($"{name}.0.downsample.0", $"{name}.0.downsample.1", 4 * width, $"{inputs}x1x1");
            }
        }
    }
}
