using RobustRepro;
using RobustRepro.Bench;
using RobustRepro.Bench.Plain;

try
{
    return args switch
    {
        ["training", .. string[] options] => TrainingBenchmark.Run(BenchOptions.Parse(options)),
        ["plain-training", .. string[] options] => PlainTraining.Run(BenchOptions.Parse(options)),
        ["compare-training", .. string[] options] => TrainingComparison.Run(BenchOptions.Parse(options)),
        ["inference", .. string[] options] => InferenceBenchmark.Run(BenchOptions.Parse(options)),
        ["compare-inference", .. string[] options] => InferenceComparison.Run(BenchOptions.Parse(options)),
        ["loading", .. string[] options] => LoadingBenchmark.Run(BenchOptions.Parse(options)),
        ["compare-loading", .. string[] options] => LoadingComparison.Run(BenchOptions.Parse(options)),
        ["compare-dissection", .. string[] options] => DissectionComparison.Run(BenchOptions.Parse(options)),
        ["attack-images", .. string[] options] => AutoAttackBenchmark.WriteImages(BenchOptions.Parse(options)),
        ["autoattack", .. string[] options] => AutoAttackBenchmark.Run(BenchOptions.Parse(options)),
        ["compare-autoattack", .. string[] options] => AutoAttackComparison.Run(BenchOptions.Parse(options)),
        ["compare-measuring", .. string[] options] => MeasuringComparison.Run(BenchOptions.Parse(options)),
        ["onnx", .. string[] options] => OnnxBenchmark.Run(BenchOptions.Parse(options)),
        ["onnx-runtime", .. string[] options] => OnnxBenchmark.RunRuntime(BenchOptions.Parse(options)),
        ["compare-onnx", .. string[] options] => OnnxComparison.Run(BenchOptions.Parse(options)),
        _ => BenchOptions.Usage(),
    };
}
catch (Exception e) when (e is InvalidInputException or MissingRequirementException)
{
    Console.Error.WriteLine(e.Message);
    return e is InvalidInputException ? 2 : 3;
}
