using RobustRepro.Files;

namespace RobustRepro.Tests.Datasets.Download;

/// <summary>Reports where it is told, on the thread that reports.</summary>
internal sealed class ProgressCallback(Action<TransferProgress> action) : IProgress<TransferProgress>
{
    public void Report(TransferProgress value) => action(value);
}
