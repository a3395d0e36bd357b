using System.Diagnostics;
using RobustRepro.Training;

namespace RobustRepro.Cli;

/// <summary>Shows training: one updating line on a terminal, a line per epoch where output is redirected, nothing when
/// quiet.</summary>
internal sealed class TrainingDisplay(string name, bool quiet) : IProgress<TrainingProgress>, IDisposable
{
    private readonly ProgressLine line = new(quiet);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan shown = TimeSpan.Zero;

    public void Report(TrainingProgress value)
    {
        if (quiet)
            return;
        if (value.Finished is { } epoch)
        {
            line.Clear();
            string attacked = epoch.AttackedAccuracy is { } a ? $", under attack {a:0.000}" : "";
            Console.Error.WriteLine(
                $"{name} epoch {epoch.Epoch}/{value.Epochs}: loss {epoch.Loss:0.000}, training accuracy "
                    + $"{epoch.TrainAccuracy:0.000}, clean {epoch.CleanAccuracy:0.000}{attacked}, "
                    + $"{epoch.ImagesPerSecond:0} images/s, {value.Remaining:h\\:mm\\:ss} left"
            );
        }
        else if (line.IsLive && clock.Elapsed - shown > TimeSpan.FromSeconds(0.5))
        {
            shown = clock.Elapsed;
            int done = (int)(30 * value.Step / value.TotalSteps);
            line.Show(
                $"{name} [{new string('#', done)}{new string('.', 30 - done)}] epoch "
                    + $"{value.Epoch}/{value.Epochs}, loss {value.Loss:0.000}, {value.ImagesPerSecond:0} "
                    + $"images/s, {value.Remaining:h\\:mm\\:ss} left"
            );
        }
    }

    public void Dispose() => line.Dispose();
}
