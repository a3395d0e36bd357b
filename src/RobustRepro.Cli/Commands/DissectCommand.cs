using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Probes.Broden;
using RobustRepro.Reporting.Figures;
using RobustRepro.Reporting.Galleries;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Cli.Commands;

/// <summary><c>dissect</c>: which concepts the units of one network detect.</summary>
internal static class DissectCommand
{
    private const int UnitsPerSheet = 12;

    public static Command Build()
    {
        Argument<string> network = NetworkArgument.Create();
        Option<string> study = SharedOptions.Study();
        Option<string?> arch = NetworkArgument.Architecture(),
            transform = NetworkArgument.TransformOption();
        Option<string?> device = SharedOptions.Device();
        Option<int?> threads = SharedOptions.Threads();
        Option<string[]> set = SharedOptions.Set();
        Option<bool> fresh = SharedOptions.Fresh();
        OnnxOptions onnx = OnnxOptions.OfOne();
        var layer = new Option<string[]>("--layer")
        {
            Description = "a layer by its module name, repeatable (default: the layers to hook that models list shows)",
            DefaultValueFactory = _ => [],
        };
        var probe = new Option<string?>("--probe")
        {
            Description = "folder or zip of a labelled data set in Broden's layout (default: the study's own probe)",
        };
        var quantile = new Option<double>("--quantile")
        {
            Description = "share of a unit's activations above its threshold",
            DefaultValueFactory = _ => DissectionRule.DecidingQuantile,
        };
        var iou = new Option<double>("--iou")
        {
            Description = "a unit is a detector above this IoU",
            DefaultValueFactory = _ => DissectionRule.DecidingIou,
        };
        var output = new Option<string>("--out", "-o")
        {
            Description = "folder for a tally.csv and a sheet of units per layer",
            DefaultValueFactory = _ => "dissection",
        };
        var command = new Command(
            "dissect",
            "Finds the concepts that the units of a network detect (network dissection)."
        )
        {
            network,
            study,
            arch,
            transform,
            layer,
            probe,
            quantile,
            iou,
            output,
            fresh,
            set,
            device,
            threads,
        };
        foreach (Option option in onnx.OfAnswers)
            command.Add(option);
        command.SetAction(
            (result, cancellation) =>
                Task.FromResult(
                    CommandRunner.Run(() =>
                    {
                        SuiteConfiguration configuration = SharedOptions.Configure(
                            result.GetValue(set),
                            result.GetValue(device),
                            result.GetValue(threads),
                            result.GetValue(fresh)
                        );
                        double share = Between(result.GetValue(quantile), "--quantile"),
                            threshold = result.GetValue(iou) is >= 0 and < 1 and var t
                                ? t
                                : throw new InvalidInputException("--iou must be at least 0 and below 1");
                        (NetworkId id, string label, IStudy opened) = NetworkArgument.Open(
                            result.GetRequiredValue(network),
                            result.GetRequiredValue(study),
                            result.GetValue(arch),
                            result.GetValue(transform),
                            configuration,
                            onnx.Read(result) with
                            {
                                Layers = result.GetValue(layer)!,
                            }
                        );
                        using NormalizedModel model = opened.Networks.Load(id);
                        TorchSharp.torch.Device target = ComputeDevice.Resolve(configuration.Device);
                        model.to(target);
                        if (opened.Networks.WithoutLayers is { } reason)
                            throw new InvalidInputException($"{result.GetRequiredValue(network)}: {reason}");
                        // of an ONNX file, those that were named
                        string[] layers =
                            result.GetValue(layer) is { Length: > 0 } named && id.Architecture != OnnxFiles.Architecture
                                ? named
                                : [.. opened.Architecture(id.Architecture).Layers];
                        IProbe images = result.GetValue(probe) is { } data
                            ? new BrodenProbe(data, opened.Architecture(id.Architecture).InputSizes[0])
                            : opened.Stimuli.Probe?.Value
                                ?? throw new InvalidInputException(opened.WhyAbsent(StimulusName.Probe) ?? "no probe");

                        string folderOfNetwork = Path.Combine(result.GetRequiredValue(output), label);
                        OutputFolder.Prepare(folderOfNetwork);
                        var clock = Stopwatch.StartNew();
                        using var line = new ProgressLine(result.GetValue(SharedOptions.Quiet));
                        var dissector = new Dissector(images, layers, [share], target)
                        {
                            Progress = (done, total) =>
                            {
                                cancellation.ThrowIfCancellationRequested();
                                double rate = done / clock.Elapsed.TotalSeconds;
                                string left = $"{TimeSpan.FromSeconds((total - done) / rate):m\\:ss} left";
                                line.Show($"dissecting: {done} of {total} images, {rate:0} images/s, {left}");
                            },
                        };
                        IReadOnlyList<DissectedLayer> dissected = new KeptDissection(
                            opened,
                            configuration.Store,
                            target
                        ).Get(id, images, layers, share, () => dissector.Run(model));
                        line.Clear();

                        foreach (DissectedLayer found in dissected)
                        {
                            LayerDissection dissection = found.Tally.Result();
                            IReadOnlyList<UnitConcept> detectors = dissection.Detectors(threshold);
                            Console.WriteLine(
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{found.Layer}: {detectors.Count} of {dissection.Units} units detect "
                                        + $"{detectors.Select(d => d.Concept.Number).Distinct().Count()} "
                                        + $"concepts with IoU > {threshold:0.###} ({Categories(detectors)})"
                                )
                            );
                            TallyCsv.Write(Path.Combine(folderOfNetwork, $"{found.Layer}-tally.csv"), dissection);
                            IReadOnlyList<UnitPicture> best = UnitPictures.Best(
                                model,
                                images,
                                DissectedConcepts.Of(found, new(share)),
                                UnitsPerSheet,
                                target
                            );
                            using TorchSharp.DisposeScope scope = TorchSharp.torch.NewDisposeScope();
                            UnitSheetRow[] rows = [.. best.Select(u => UnitGallery.Row(u, label))];
                            UnitSheetFigure.Create(found.Layer, $"{label}, {found.Layer}", rows).Save(folderOfNetwork);
                        }
                        Console.WriteLine($"Tallies and sheets: {folderOfNetwork}");
                        return ExitCodes.Success;
                    })
                )
        );
        return command;
    }

    private static double Between(double value, string option) =>
        value is > 0 and < 1 ? value : throw new InvalidInputException($"{option} must lie between 0 and 1");

    private static string Categories(IReadOnlyList<UnitConcept> detectors) =>
        detectors.Count == 0
            ? "none"
            : string.Join(
                ", ",
                detectors
                    .CountBy(d => d.Concept.Category)
                    .OrderByDescending(c => c.Value)
                    .Select(c => $"{c.Key} {c.Value}")
            );
}
