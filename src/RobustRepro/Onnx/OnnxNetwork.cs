using RobustRepro.Files;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RobustRepro.Onnx;

/// <summary>
/// A network from an ONNX file: images to logits, differentiable with respect to the images, on any device and for any
/// number of images. Each node that depends on the image is a module, named after its output, whose output hooks see
/// and may replace. It has no parameters that are trained.
/// </summary>
internal sealed class OnnxNetwork : Module<Tensor, Tensor>
{
    private readonly OnnxGraph graph;
    private readonly OnnxProgram program;
    private readonly Dictionary<OnnxNode, OnnxLayer> layers = [];
    private long[]? order;

    private OnnxNetwork(OnnxGraph graph, IReadOnlyDictionary<string, string> renamed)
        : base(nameof(OnnxNetwork))
    {
        this.graph = graph;
        Input = OnnxInput.Of(graph);
        graph.EndAtLogits();
        program = new(graph) { IsWatched = node => layers[node].IsWatched };
        HashSet<string> names = [];
        foreach (OnnxNode node in program.Steps)
        {
            string own = LayerNames.Unique(node, names);
            // what others are called now is taken
            string name = renamed.GetValueOrDefault(own) ?? (renamed.Values.Contains(own) ? $"{own}_of_file" : own);
            var layer = new OnnxLayer(name, node, () => KernelOf(node));
            register_module(layer.LayerName, layer);
            layers[node] = layer;
        }
    }

    /// <summary>The images that it takes.</summary>
    public OnnxInput Input { get; }

    /// <summary>Side of the images that it was tried with, in pixels.</summary>
    public long Size { get; private set; }

    /// <summary>How many logits it gives.</summary>
    public int Classes { get; private set; }

    /// <summary>Whether images run one by one, since the graph does not take several.</summary>
    public bool OneByOne { get; private set; }

    public string Path => graph.Path;

    /// <summary>What wrote the file, and in which opset.</summary>
    public string Origin => $"{(graph.Producer.Length > 0 ? graph.Producer : "unknown exporter")}, opset {graph.Opset}";

    /// <summary>Whether a softmax at the end of the graph was left out.</summary>
    public bool WithoutSoftmax => graph.WithoutSoftmax;

    /// <summary>Whether weights lie in a file beside.</summary>
    public bool HasExternalValues => graph.HasExternalValues;

    /// <summary>Text that the exporter left beside the graph.</summary>
    public IReadOnlyDictionary<string, string> Metadata => graph.Metadata;

    /// <summary>Number of values in the file's weights.</summary>
    public long Values => graph.Constants.Values.Where(c => c.is_floating_point()).Sum(c => c.numel());

    /// <summary>Every node that depends on the image, in the order they run in.</summary>
    public IReadOnlyList<OnnxLayer> Layers => [.. program.Steps.Select(s => layers[s])];

    /// <summary>Shape of each layer's output for one image, in the order of <see cref="Layers"/>.</summary>
    public IReadOnlyDictionary<OnnxLayer, long[]> Shapes { get; private set; } = new Dictionary<OnnxLayer, long[]>();

    /// <summary>A value of the graph that no image changes, or null.</summary>
    public Tensor? Constant(string name) => program.Constant(name);

    /// <summary>Reads a file, tries it, and finds out whether it takes several images at once.</summary>
    /// <param name="size">Side of the images in pixels; only for files that take any.</param>
    /// <param name="renamed">Layers that are to have other names, by those that they have otherwise; null for
    /// none.</param>
    /// <exception cref="InvalidInputException">The file is missing, damaged, holds no network of images, or cannot run;
    /// one line says why.</exception>
    public static OnnxNetwork Open(string path, int size, IReadOnlyDictionary<string, string>? renamed = null)
    {
        OnnxGraph graph = OnnxGraph.Open(path);
        try
        {
            var network = new OnnxNetwork(graph, renamed ?? new Dictionary<string, string>());
            network.Try(size);
            network.eval();
            return network;
        }
        catch (Exception e)
        {
            graph.Dispose();
            if (OnnxFailure.IsOfContent(e))
                throw new InvalidInputException($"{path}: cannot be run: {Printable.Line(e.Message)}", e);
            throw;
        }
    }

    /// <summary>From now on answer i is what was answer <paramref name="places"/>[i].</summary>
    public void Reorder(long[] places) => order = places;

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        if (input.dim() != 4 || input.shape[1] != 3)
            throw new InvalidInputException($"{Path}: takes images, got {OnnxFailure.Shape(input.shape)}");
        Tensor logits = Answer(input, (node, value) => Shown(layers[node], value));
        return (
            order is null ? logits : logits.index_select(1, tensor(order, device: logits.device))
        ).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            graph.Dispose();
        base.Dispose(disposing);
    }

    private static Tensor[] Shown(OnnxLayer layer, Tensor[] value)
    {
        if (value is [var only])
            return [layer.call(only)];
        // hooks see the batch, whatever it is computed by; a single image is a batch of one
        if (value[0].dim() == 0)
            return value;
        long each = value[0].shape[0];
        Tensor seen = layer.call(cat(value));
        return each > 0 && seen.shape[0] % each == 0 ? seen.split(each) : value;
    }

    private Tensor Answer(Tensor images, Func<OnnxNode, Tensor[], Tensor[]>? visit)
    {
        Tensor x = Input.ChannelsLast ? images.permute(0, 2, 3, 1) : images;
        long count = images.shape[0];
        Tensor[] lanes = OneByOne && count > 1 ? x.split(1) : [x];
        Tensor[] y = program.Run(
            new Dictionary<string, Tensor[]> { [Input.Name] = lanes },
            visit,
            OneByOne || Input.Batch is not { } fixedAt || fixedAt == count
                ? null
                : (node, inputs) => Rebatched(node, inputs, fixedAt, count)
        )[0];
        Tensor logits = y is [var only] ? only : cat(y);
        return logits.reshape(logits.shape[0], -1);
    }

    /// <summary>A shape that an exporter wrote down for its own number of images is meant for any.</summary>
    private Tensor?[] Rebatched(OnnxNode node, Tensor?[] inputs, long fixedAt, long count)
    {
        if (
            node.Type != "Reshape"
            || program.Constant(node.Inputs[1]) is not { } shape
            || shape.numel() == 0
            || inputs[0]!.dim() == 0
        )
            return inputs;
        long[] target = shape.data<long>().ToArray();
        // after a hook that shows variants, there are more images than went in
        long now = inputs[0]!.shape[0];
        if (target[0] != fixedAt || now % count != 0)
            return inputs;
        target[0] = now;
        return [inputs[0], tensor(target)];
    }

    private Tensor? KernelOf(OnnxNode node) =>
        node.Type == "Conv" && program.Constant(node.Inputs[1]) is { } weight && weight.dim() == 4 ? weight : null;

    /// <summary>Two images of noise, together and alone.</summary>
    private void Try(int size)
    {
        long height = Input.Height ?? size,
            width = Input.Width ?? size;
        if (height != width)
            throw new InvalidInputException($"{Path}: takes images of {height} x {width} pixels, expected square ones");
        Size = height;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        Tensor images = rand([2, 3, height, width], generator: new Generator(0));
        Tensor first = images.narrow(0, 0, 1),
            second = images.narrow(0, 1, 1);
        Tensor alone = cat([Measured(first), Answer(second, null)]);
        if (alone.shape[0] != 2)
            throw new InvalidInputException(
                $"{Path}: gives {alone.shape[0] / 2} answers to one image; export it for a batch of any size"
            );
        if (!alone.isfinite().all().item<bool>())
            throw new InvalidInputException($"{Path}: its answers to noise are not finite numbers");
        Classes = (int)alone.shape[1];
        OneByOne = !AgreesOnBatch(images, alone);
    }

    private Tensor Measured(Tensor image)
    {
        Dictionary<OnnxLayer, long[]> shapes = [];
        var limit = new TrialLimit(Path);
        Tensor answer = Answer(
            image,
            (node, value) =>
            {
                limit.Count(node, value);
                shapes[layers[node]] = value[0].shape;
                return value;
            }
        );
        Shapes = shapes;
        return answer;
    }

    private bool AgreesOnBatch(Tensor images, Tensor alone)
    {
        try
        {
            Tensor together = Answer(images, null);
            return together.shape.SequenceEqual(alone.shape)
                && together.allclose(alone, rtol: 1e-3, atol: 1e-4 * (1 + alone.abs().max().item<float>()));
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }
}
