using RobustRepro.Onnx.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Onnx;

/// <summary>
/// Runs a graph. What depends on constants alone is computed once; every other value is freed, or written over, as soon
/// as nobody reads it any more. A value is a list of tensors: one with a whole batch, or one per image where the graph
/// was exported for a single image.
/// </summary>
internal sealed class OnnxProgram
{
    /// <summary>Values that constants may grow to, besides four times those in the file.</summary>
    private const long MostFolded = 1L << 26;

    private readonly OnnxGraph graph;
    private readonly List<OnnxNode> steps = [];
    private readonly List<string[]> unreadAfter = [];
    private readonly IReadOnlyDictionary<OnnxNode, OnnxNode> overwriting;
    private readonly Lock moving = new();
    private Dictionary<string, Tensor> constants;

    /// <summary>Computes what depends on constants alone.</summary>
    /// <exception cref="InvalidInputException">Constants do not fit their operators, or would become too
    /// large.</exception>
    public OnnxProgram(OnnxGraph graph)
    {
        this.graph = graph;
        constants = graph.Constants;
        long left = MostFolded + 4 * constants.Values.Sum(c => c.numel());
        using IDisposable off = no_grad();
        foreach (OnnxNode node in graph.Nodes)
        {
            if (!node.Inputs.All(i => i.Length == 0 || constants.ContainsKey(i)))
            {
                steps.Add(node);
                continue;
            }
            using DisposeScope scope = NewDisposeScope();
            Tensor[] outputs = Compute(node, [.. node.Inputs.Select(i => i.Length == 0 ? null : constants[i])]);
            foreach ((string name, Tensor output) in node.Outputs.Zip(outputs).Where(o => o.First.Length > 0))
            {
                if ((left -= output.numel()) < 0)
                    throw new InvalidInputException(
                        $"{graph.Path}: {node} and what is before it make constants larger than networks need"
                    );
                constants[name] = output.DetachFromDisposeScope();
            }
        }
        HashSet<string> read = [.. graph.Outputs];
        foreach (OnnxNode node in steps.AsEnumerable().Reverse())
            unreadAfter.Add([
                .. node.Inputs.Concat(node.Outputs).Distinct().Where(v => !constants.ContainsKey(v) && read.Add(v)),
            ]);
        unreadAfter.Reverse();
        overwriting = OverwrittenInputs.Of(steps, unreadAfter);
    }

    /// <summary>Whether somebody may keep the output of a node that was shown to them: it is not written over then.
    /// Nobody unless given.</summary>
    public Func<OnnxNode, bool> IsWatched { get; init; } = _ => false;

    /// <summary>Nodes that depend on the input, in the order they run in.</summary>
    public IReadOnlyList<OnnxNode> Steps => steps;

    /// <summary>A value that no input changes; null for one that some do.</summary>
    public Tensor? Constant(string name) => constants.GetValueOrDefault(name);

    /// <summary>The outputs of the graph, as lists; they belong to the dispose scope of the caller.</summary>
    /// <param name="inputs">By name, as lists.</param>
    /// <param name="visit">Sees a node's first output before others do, and may replace it; null for nothing.</param>
    /// <param name="adapt">May replace the inputs of a node; null for none.</param>
    /// <exception cref="InvalidInputException">A node does not take what it gets.</exception>
    public Tensor[][] Run(
        IReadOnlyDictionary<string, Tensor[]> inputs,
        Func<OnnxNode, Tensor[], Tensor[]>? visit = null,
        Func<OnnxNode, Tensor?[], Tensor?[]>? adapt = null
    )
    {
        using DisposeScope scope = NewDisposeScope();
        if (inputs.Values.FirstOrDefault() is [var first, ..])
            MoveConstants(first);
        Dictionary<string, Tensor[]> values = inputs.ToDictionary();
        for (int i = 0; i < steps.Count; i++)
        {
            OnnxNode node = steps[i];
            using (DisposeScope inner = NewDisposeScope())
                foreach ((string name, Tensor[] value) in Step(node, values, visit, adapt))
                    values[name] = [.. value.Select(v => v.MoveToOtherDisposeScope(scope))];
            foreach (string name in unreadAfter[i])
                if (values.Remove(name, out Tensor[]? last) && !inputs.ContainsKey(name))
                    foreach (Tensor tensor in last)
                        tensor.Dispose();
        }
        return
        [
            .. graph.Outputs.Select(o =>
                values.TryGetValue(o, out Tensor[]? made)
                    ? made.Select(t => t.alias().MoveToOuterDisposeScope()).ToArray()
                    : [constants[o].alias().MoveToOuterDisposeScope()]
            ),
        ];
    }

    private IEnumerable<(string Name, Tensor[] Value)> Step(
        OnnxNode node,
        Dictionary<string, Tensor[]> values,
        Func<OnnxNode, Tensor[], Tensor[]>? visit,
        Func<OnnxNode, Tensor?[], Tensor?[]>? adapt
    )
    {
        Tensor[]?[] given =
        [
            .. node.Inputs.Select(i => i.Length == 0 ? null : values.GetValueOrDefault(i) ?? [constants[i]]),
        ];
        int lanes = given.Max(g => g?.Length ?? 1);
        if (given.Any(g => g is not null && g.Length != 1 && g.Length != lanes))
            throw new InvalidInputException(
                $"{graph.Path}: {node} reads values of different numbers of images; ablate a layer that all that "
                    + "follows goes through"
            );
        Tensor[][] outputs = new Tensor[lanes][];
        for (int lane = 0; lane < lanes; lane++)
        {
            Tensor?[] inputs = [.. given.Select(g => g?[g.Length == 1 ? 0 : lane])];
            outputs[lane] = Compute(
                node,
                adapt is null ? inputs : adapt(node, inputs),
                overwriting.TryGetValue(node, out OnnxNode? maker) && !IsWatched(maker)
            );
        }
        for (int o = 0; o < node.Outputs.Count; o++)
        {
            if (node.Outputs[o].Length == 0)
                continue;
            if (outputs[0].Length <= o)
                throw new InvalidInputException($"{graph.Path}: {node} has more outputs than are supported");
            Tensor[] value = [.. outputs.Select(all => all[o])];
            yield return (node.Outputs[o], o == 0 && visit is not null ? visit(node, value) : value);
        }
    }

    private Tensor[] Compute(OnnxNode node, Tensor?[] inputs, bool mayOverwrite = false)
    {
        try
        {
            // a gradient is computed from what would be written over
            return mayOverwrite && inputs[0] is { requires_grad: false } x && x.is_floating_point()
                ? OperatorSet.Overwriting(node)!(node, inputs)
                : OperatorSet.Find(node)!(node, inputs);
        }
        catch (Exception e) when (OnnxFailure.IsOfContent(e))
        {
            throw OnnxFailure.At(graph.Path, node, e);
        }
    }

    /// <summary>Weights go where the images are and take their type; whole numbers, which shapes are made of, stay on
    /// the CPU.</summary>
    private void MoveConstants(Tensor like)
    {
        lock (moving)
        {
            if (
                constants.Values.All(c =>
                    !c.is_floating_point()
                    || (c.device_type == like.device_type && (c.dtype == like.dtype || !IsNetworkType(c.dtype)))
                )
            )
                return;
            using IDisposable off = no_grad();
            foreach ((string name, Tensor constant) in constants.ToArray())
                if (constant.is_floating_point())
                    constants[name] = constant
                        .to(like.device)
                        .to(IsNetworkType(constant.dtype) && like.is_floating_point() ? like.dtype : constant.dtype)
                        .DetachFromDisposeScope();
        }
    }

    private static bool IsNetworkType(ScalarType type) =>
        type is ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;
}
