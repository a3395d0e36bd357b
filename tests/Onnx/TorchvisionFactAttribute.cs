namespace RobustRepro.Tests.Onnx;

/// <summary>A fact about torchvision's networks, whose files are too large to ship: skipped unless they are
/// there.</summary>
public sealed class TorchvisionFactAttribute : FactAttribute
{
    public TorchvisionFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(TorchvisionTests.Variable) is not { Length: > 0 })
            Skip = $"set {TorchvisionTests.Variable} to the folder that eng/torchvision-tests.sh makes";
    }
}
