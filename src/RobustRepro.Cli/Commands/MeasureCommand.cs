using System.CommandLine;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Measuring;
using RobustRepro.Measuring.Store;
using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro.Cli.Commands;

/// <summary><c>measure</c>: measures a study's networks, or a share of them, into the store, and judges
/// nothing.</summary>
internal static class MeasureCommand
{
    public static Command Build()
    {
        Option<string> study = SharedOptions.Study();
        Option<string?> claim = SharedOptions.Claim(),
            arch = SharedOptions.Architecture("only this architecture"),
            shard = SharedOptions.Shard("networks"),
            device = SharedOptions.Device();
        Option<bool> fresh = SharedOptions.Fresh(),
            all = SharedOptions.All();
        Option<int?> threads = SharedOptions.Threads();
        Option<string[]> set = SharedOptions.Set();
        var command = new Command(
            "measure",
            "Measures a study's networks, or a share of them, and keeps that for verify; judges nothing."
        )
        {
            study,
            claim,
            all,
            arch,
            shard,
            fresh,
            set,
            device,
            threads,
        };
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
                        Shard share = result.GetValue(shard) is { } text ? Shard.Parse(text) : Shard.Whole;
                        MeasurementStore store =
                            configuration.Store
                            ?? throw new InvalidInputException(
                                "setting Measurements:Folder is none: there is nowhere to keep what is measured"
                            );
                        CommandRunner.GoesOn = () => CommandRunner.MeasuresTheRest;
                        IStudy opened = SharedOptions.OpenStudy(result.GetRequiredValue(study), configuration);
                        IReadOnlyList<Claim> claims = SharedOptions.Claims(
                            opened,
                            result.GetValue(claim),
                            result.GetValue(all)
                        );
                        IReadOnlyList<string> architectures = result.GetValue(arch) is { } one
                            ? [opened.Architecture(one).Name]
                            : [.. opened.Networks.Architectures.Select(a => a.Name)];
                        bool quiet = result.GetValue(SharedOptions.Quiet);
                        using var display = new VerificationDisplay(quiet);
                        using var stages = new StageDisplay(
                            quiet || (opened.Networks.SideBySide > 1 && !result.GetValue(SharedOptions.Verbose)),
                            cancellation
                        );
                        int networks = new Verifier(opened)
                        {
                            Making = name => display.Making(name.Text),
                            Measured = (done, total) => display.MeasuredOnly(done, total),
                            Progress = stages,
                            Illustrated = true,
                        }.MeasureOnly(claims, architectures, share, cancellation);
                        string kept = store.NotKept switch
                        {
                            0 => "kept",
                            1 => "1 measurement could not be kept",
                            int many => $"{many} measurements could not be kept",
                        };
                        Console.WriteLine($"{networks} networks, share {share}: {kept} in {store.Folder}");
                        return store.NotKept == 0 ? ExitCodes.Success : ExitCodes.Environment;
                    })
                )
        );
        return command;
    }
}
