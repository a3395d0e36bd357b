using System.CommandLine;
using System.CommandLine.Parsing;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Cli.Commands;

/// <summary><c>train</c>: trains one network of a study from its recipe.</summary>
internal static class TrainCommand
{
    private const string NoNetwork = "train needs --arch and --mode, or --all; run with --help to see what is possible";

    public static Command Build()
    {
        Option<string> study = SharedOptions.Study(TrainingImages.Studies);
        Option<string?> device = SharedOptions.Device();
        Option<string[]> set = SharedOptions.Set();
        Option<int?> threads = SharedOptions.Threads();
        Option<string?> arch = SharedOptions.Architecture("architecture: alexnet, googlenet or resnet");
        var mode = new Option<TrainingMode?>("--mode")
        {
            Description = "standard (S), robust (R) or, of photographs, matched (S stopped at R's clean accuracy)",
            CustomParser = Mode,
        };
        var all = new Option<bool>("--all")
        {
            Description = "every network of the study that is not in the folder yet; goes on where one was interrupted",
        };
        Option<string?> shard = SharedOptions.Shard("study's networks, with --all");
        var seed = new Option<int>("--seed")
        {
            Description = "decides initial weights, training images and their order",
            DefaultValueFactory = _ => 0,
        };
        var width = new Option<double?>("--width")
        {
            Description =
                $"so many times the channels in every layer, {ChannelWidth.Least} to {ChannelWidth.Most} "
                + "(default: as the recipe says)",
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
        var command = new Command("train", "Trains one network of a study, or all of them.")
        {
            study,
            arch,
            mode,
            seed,
            width,
            recipe,
            runs,
            output,
            resume,
            all,
            shard,
            set,
            device,
            threads,
        };
        command.SetAction(
            (result, cancellation) =>
                Task.FromResult(
                    CommandRunner.Run(() =>
                    {
                        string studyName = result.GetRequiredValue(study);
                        if (!TrainingImages.Studies.Contains(studyName))
                            throw InvalidInputException.Unknown("study", studyName, TrainingImages.Studies);
                        bool everything = result.GetValue(all);
                        if (!everything && result.GetValue(shard) is not null)
                            throw new InvalidInputException("--shard shares the networks of --all: give both");
                        if (everything && result.GetValue(recipe) is not null)
                            throw new InvalidInputException("--recipe is of one network: it does not go with --all");
                        if (everything && result.GetValue(width) is not null)
                            throw new InvalidInputException("--width is of one network: it does not go with --all");
                        if (everything && result.GetValue(output) is null)
                            throw new InvalidInputException("--all needs --out, the folder of the weights");
                        SuiteConfiguration configuration = SharedOptions.Configure(
                            result.GetValue(set),
                            result.GetValue(device),
                            result.GetValue(threads)
                        );
                        var run = new TrainingRun(studyName, configuration)
                        {
                            Runs = result.GetRequiredValue(runs),
                            Output = result.GetValue(output),
                            Resume = everything || result.GetValue(resume),
                            Quiet = result.GetValue(SharedOptions.Quiet),
                        };
                        if (everything)
                            return run.All(
                                result.GetValue(shard) is { } text ? Shard.Parse(text) : Shard.Whole,
                                result.GetValue(arch),
                                result.GetValue(mode),
                                cancellation
                            );
                        string architecture = ModelRegistry
                            .Find(result.GetValue(arch) ?? throw new InvalidInputException(NoNetwork))
                            .Name;
                        TrainingMode trainingMode = result.GetValue(mode) ?? throw new InvalidInputException(NoNetwork);
                        int seedValue = result.GetRequiredValue(seed);
                        if (seedValue < 0)
                            throw new InvalidInputException($"--seed is {seedValue}, expected 0 or more");
                        double? widthValue = result.GetValue(width);
                        if (widthValue is not (null or (>= ChannelWidth.Least and <= ChannelWidth.Most)))
                            throw new InvalidInputException(
                                FormattableString.Invariant(
                                    $"--width is {widthValue}, expected {ChannelWidth.Least} to {ChannelWidth.Most}"
                                )
                            );
                        run.One(
                            new(architecture, trainingMode, seedValue),
                            result.GetValue(recipe),
                            widthValue,
                            cancellation
                        );
                        return ExitCodes.Success;
                    })
                )
        );
        return command;
    }

    /// <summary>By name only: numbers would pass for modes too.</summary>
    private static TrainingMode? Mode(ArgumentResult given)
    {
        string text = given.Tokens[0].Value;
        if (EnumNames.Find<TrainingMode>(text) is { } mode)
            return mode;
        given.AddError($"--mode is '{text}', expected standard, robust or matched");
        return null;
    }
}
