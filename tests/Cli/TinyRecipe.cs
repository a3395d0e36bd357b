using System.Globalization;

namespace RobustRepro.Tests.Cli;

/// <summary>A recipe that trains within seconds.</summary>
internal static class TinyRecipe
{
    public static string Write(
        string folder,
        double learningRate = 0.05,
        bool robust = false,
        int images = 100,
        int epochs = 3
    )
    {
        string path = Path.Combine(folder, "tiny.json");
        string attack = robust
            ? ", \"attack\": { \"norm\": \"l2\", \"eps\": 1.0, \"steps\": 2, \"stepSize\": 0.75, \"fadeIn\": 0.3 }"
            : "";
        File.WriteAllText(
            path,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {
                  "study": "trifeature", "architecture": "resnet", "mode": "{{(robust ? "robust" : "standard")}}",
                  "images": {{images}}, "epochs": {{epochs}}, "batchSize": 20,
                  "optimizer": { "kind": "sgd", "learningRate": {{learningRate}} },
                  "schedule": { "kind": "constant" }{{attack}}
                }
                """
            )
        );
        return path;
    }
}
