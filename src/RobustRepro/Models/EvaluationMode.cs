using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>Puts a network into evaluation mode (no dropout, recorded batch statistics) until disposed, then back into
/// the mode it was in.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly nn.Module model;
    private readonly bool training;

    public EvaluationMode(nn.Module model)
    {
        this.model = model;
        training = model.training;
        model.eval();
    }

    public void Dispose() => model.train(training);
}
