using System.CommandLine;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Reporting;
using RobustRepro.Studies;
using RobustRepro.Studies.PublishedDecisions;
using RobustRepro.Tables;
using RobustRepro.Training;

namespace RobustRepro.Cli.Commands;

/// <summary><c>evaluate</c>: every measure of one network.</summary>
internal static class EvaluateCommand
{
    public static Command Build()
    {
        Argument<string> network = NetworkArgument.Create();
        Option<string> study = SharedOptions.Study();
        Option<string?> arch = NetworkArgument.Architecture(),
            transform = NetworkArgument.TransformOption();
        Option<string?> device = SharedOptions.Device();
        Option<int?> threads = SharedOptions.Threads();
        Option<string[]> set = SharedOptions.Set();
        var decisions = new Option<string?>("--decisions")
        {
            Description =
                "folder for the decisions on cue-conflict images, edges and silhouettes, laid out as the "
                + "raw-data of model-vs-human",
        };
        Option<bool> json = SharedOptions.Json(),
            fresh = SharedOptions.Fresh();
        OnnxOptions onnx = OnnxOptions.OfOne();
        Option<string?> attack = SharedOptions.Attack(
            "accuracy under this attack, and nothing else: pgd or autoattack (the setting AutoAttackImages says on how "
                + "many images)"
        );
        var command = new Command("evaluate", "Measures one network on every stimulus set of a study.")
        {
            network,
            study,
            arch,
            transform,
            decisions,
            attack,
            json,
            fresh,
            set,
            device,
            threads,
        };
        foreach (Option option in onnx.OfAnswers)
            command.Add(option);
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                if (result.GetValue(attack) is not null && result.GetValue(decisions) is not null)
                    throw new InvalidInputException(
                        "--decisions takes the answers to all images, and with --attack there are none: say one of them"
                    );
                SuiteConfiguration configuration = SharedOptions.Configure(
                    result.GetValue(set),
                    result.GetValue(device),
                    result.GetValue(threads),
                    result.GetValue(fresh),
                    result.GetValue(attack)
                );
                (NetworkId id, string label, IStudy opened) = NetworkArgument.Open(
                    result.GetRequiredValue(network),
                    result.GetRequiredValue(study),
                    result.GetValue(arch),
                    result.GetValue(transform),
                    configuration,
                    onnx.Read(result)
                );
                if (result.GetValue(decisions) is { } toWrite)
                    OutputFolder.Prepare(toWrite);
                using var stages = new StageDisplay(
                    result.GetValue(SharedOptions.Quiet)
                        || (opened.Networks.SideBySide > 1 && !result.GetValue(SharedOptions.Verbose)),
                    CancellationToken.None
                );
                NetworkMeasurements measured = opened.Measure(
                    id,
                    result.GetValue(attack) is null
                        ? new(MeasurementParts.Answers | MeasurementParts.Attack)
                        : new(MeasurementParts.Attack),
                    stages
                ) with
                {
                    Name = label,
                };
                foreach (string reason in opened.Info.Missing.Select(m => m.Reason).Distinct())
                    Console.Error.WriteLine($"left out: {reason}");
                ResultTable table = NetworkSummary.Table(measured);
                ResultTable? auto = AutoAttackSummary.Table(measured);
                if (result.GetValue(json))
                    JsonOutput.Write(
                        new
                        {
                            Network = measured.Name,
                            Study = opened.Info.Name,
                            measured.Provenance,
                            Measures = JsonOutput.Rows(table),
                            AutoAttack = AutoAttackRecord.Of(measured),
                        }
                    );
                else
                    Console.Write(ResultTableText.Write(auto is null ? [table] : [table, auto]));
                if (result.GetValue(decisions) is { } folder)
                {
                    foreach (string path in DecisionFiles.Write(folder, measured))
                        (result.GetValue(json) ? Console.Error : Console.Out).WriteLine($"Decisions: {path}");
                }
                return ExitCodes.Success;
            })
        );
        return command;
    }
}
