namespace RobustRepro.Tests.Onnx;

/// <summary>A fact about all node tests of ONNX, which are too large to ship: skipped unless they are there.</summary>
public sealed class NodeTestsFactAttribute : FactAttribute
{
    public NodeTestsFactAttribute()
    {
        if (Environment.GetEnvironmentVariable(NodeConformanceTests.Variable) is not { Length: > 0 })
            Skip = $"set {NodeConformanceTests.Variable} to the folder that eng/onnx-node-tests.sh makes";
    }
}
