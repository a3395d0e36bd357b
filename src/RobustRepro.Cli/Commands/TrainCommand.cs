using System.CommandLine;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Cli.Commands;

/// <summary><c>train</c>: trains one network of a study from its recipe.</summary>
internal static class TrainCommand
{
    public static Command Build()
    {
        Option<string> study = SharedOptions.Study(TrainingImages.Studies);
        Option<string?> device = SharedOptions.Device();
        Option<string[]> set = SharedOptions.Set();
        Option<int?> threads = SharedOptions.Threads();
        Option<string?> arch = SharedOptions.Architecture("architecture: alexnet, googlenet or resnet");
        arch.Required = true;
        var mode = new Option<TrainingMode>("--mode")
        {
            Description = "standard (S), robust (R) or, on cifar10, matched (S stopped at R's clean accuracy)",
            Required = true,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "decides initial weights, training images and their order",
            DefaultValueFactory = _ => 0,
        };
        var recipe = new Option<string?>("--recipe")
        {
            Description = "a recipe of your own (JSON) in place of the study's",
        };
        var runs = new Option<string>("--runs")
        {
            Description = "folder for checkpoints and metrics",
            DefaultValueFactory = _ => "runs",
        };
        Option<string?> output = SharedOptions.Output(
            "folder for the final weights and their card (default: the run's folder)"
        );
        var resume = new Option<bool>("--resume")
        {
            Description = "go on from the last checkpoint, to bit-identical weights",
        };
        var command = new Command("train", "Trains one network of a study.")
        {
            study,
            arch,
            mode,
            seed,
            recipe,
            runs,
            output,
            resume,
            set,
            device,
            threads,
        };
        command.SetAction(
            (result, cancellation) =>
                Task.FromResult(
                    CommandRunner.Run(() =>
                    {
                        string architecture = ModelRegistry.Find(result.GetValue(arch)!).Name;
                        string studyName = result.GetRequiredValue(study);
                        TrainingMode trainingMode = result.GetRequiredValue(mode);
                        if (!TrainingImages.Studies.Contains(studyName))
                            throw InvalidInputException.Unknown("study", studyName, TrainingImages.Studies);
                        if (trainingMode == TrainingMode.Untrained)
                            throw new InvalidInputException("--mode untrained: there is nothing to train");
                        int seedValue = result.GetRequiredValue(seed);
                        if (seedValue < 0)
                            throw new InvalidInputException($"--seed is {seedValue}, expected 0 or more");

                        TrainingRecipe training = TrainingRecipe.Load(
                            result.GetValue(recipe) ?? Fixtures.Recipe(studyName, architecture, trainingMode.Lower())
                        );
                        if (
                            training.Study != studyName
                            || training.Architecture != architecture
                            || training.Mode != trainingMode
                        )
                            throw new InvalidInputException(
                                $"the recipe is for {training.Study}, {training.Architecture}, "
                                    + $"{training.Mode}, not for {studyName}, {architecture}, {trainingMode}"
                            );
                        SuiteConfiguration configuration = SharedOptions.Configure(
                            result.GetValue(set),
                            result.GetValue(device),
                            result.GetValue(threads)
                        );
                        var id = new NetworkId(architecture, trainingMode, seedValue);
                        string folder = Path.Combine(result.GetRequiredValue(runs), studyName, id.ToString());
                        using var progress = new TrainingDisplay(id.ToString(), result.GetValue(SharedOptions.Quiet));
                        try
                        {
                            string weights = NetworkTraining.Run(
                                training,
                                seedValue,
                                configuration.ImagesOf(studyName),
                                folder,
                                result.GetValue(output) ?? folder,
                                result.GetValue(resume),
                                ComputeDevice.Resolve(configuration.Device),
                                progress,
                                cancellation
                            );
                            Console.WriteLine($"{weights}  sha256 {Sha256.OfFile(weights)}");
                            return ExitCodes.Success;
                        }
                        catch (OperationCanceledException)
                        {
                            Console.Error.WriteLine("stopped; the same command with --resume goes on from here");
                            throw;
                        }
                    })
                )
        );
        return command;
    }
}
