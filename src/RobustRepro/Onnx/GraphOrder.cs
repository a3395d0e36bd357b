using RobustRepro.Files;
using RobustRepro.Onnx.Proto;

namespace RobustRepro.Onnx;

/// <summary>Puts nodes in an order in which each finds what it reads, and leaves out those that nobody reads. The
/// file's
/// own order is kept where it is one.</summary>
internal static class GraphOrder
{
    /// <param name="known">Inputs and constants.</param>
    /// <exception cref="InvalidDataException">A value is made twice, is made by nobody, or is made from
    /// itself.</exception>
    public static IReadOnlyList<OnnxNode> Of(
        IReadOnlyList<string> known,
        IReadOnlyList<OnnxNode> nodes,
        IReadOnlyCollection<ValueInfoProto> outputs
    )
    {
        if (outputs.Any(o => o.Name.Length == 0))
            throw new InvalidDataException("an output of the graph has no name");
        HashSet<string> given = [.. known];
        if (given.Count != known.Count)
            throw new InvalidDataException("an input of the graph is there twice");
        Dictionary<string, int> makers = [];
        for (int i = 0; i < nodes.Count; i++)
            foreach (string output in nodes[i].Outputs.Where(o => o.Length > 0))
                if (given.Contains(output) || !makers.TryAdd(output, i))
                    throw new InvalidDataException(
                        $"{nodes[i]} makes '{Printable.Name(output)}', which exists already"
                    );
        bool[] read = new bool[nodes.Count];
        var waiting = new Stack<string>(outputs.Select(o => o.Name));
        while (waiting.TryPop(out string? value))
        {
            if (value.Length == 0 || given.Contains(value))
                continue;
            if (!makers.TryGetValue(value, out int maker))
                throw new InvalidDataException($"nothing makes the value '{Printable.Name(value)}', which is read");
            if (read[maker])
                continue;
            read[maker] = true;
            foreach (string input in nodes[maker].Inputs)
                waiting.Push(input);
        }
        return Sorted(nodes, read, given);
    }

    private static List<OnnxNode> Sorted(IReadOnlyList<OnnxNode> nodes, bool[] read, HashSet<string> given)
    {
        Dictionary<string, List<int>> readers = [];
        int[] missing = new int[nodes.Count];
        var ready = new PriorityQueue<int, int>();
        for (int i = 0; i < nodes.Count; i++)
        {
            if (!read[i])
                continue;
            foreach (string input in nodes[i].Inputs.Where(n => n.Length > 0 && !given.Contains(n)).Distinct())
            {
                missing[i]++;
                if (!readers.TryGetValue(input, out List<int>? those))
                    readers[input] = those = [];
                those.Add(i);
            }
            if (missing[i] == 0)
                ready.Enqueue(i, i);
        }
        List<OnnxNode> order = [];
        while (ready.TryDequeue(out int next, out _))
        {
            order.Add(nodes[next]);
            foreach (int reader in nodes[next].Outputs.SelectMany(o => readers.GetValueOrDefault(o) ?? []))
                if (--missing[reader] == 0)
                    ready.Enqueue(reader, reader);
        }
        if (order.Count < read.Count(r => r))
        {
            int stuck = Enumerable.Range(0, nodes.Count).First(i => read[i] && missing[i] > 0);
            throw new InvalidDataException($"the graph goes in a circle: {nodes[stuck]} reads what is made from it");
        }
        return order;
    }
}
