using RobustRepro.Files;

namespace RobustRepro.Checkpoints;

/// <summary>
/// The closed list of names that may stand beside weights in a training checkpoint (those of the robustness library are
/// written with dill): plain data types of Python and NumPy, PyTorch's optimizers and schedules, and the code objects
/// of learning-rate functions. None is looked up, called or constructed; each becomes an <see cref="InertObject"/>.
/// What finds or calls other things (<c>getattr</c>, <c>eval</c>, <c>os.system</c>, dill's <c>_import_module</c>) is
/// not among them.
/// </summary>
internal static class InertNames
{
    private static readonly Dictionary<string, string> Members = new()
    {
        ["__builtin__"] =
            "__main__ bool bytearray bytes complex dict float frozenset int list long object set slice str "
            + "tuple type unicode xrange",
        ["builtins"] =
            "__main__ bool bytearray bytes complex dict float frozenset int list object range set slice str tuple type",
        ["collections"] = "Counter defaultdict deque",
        ["datetime"] = "date datetime timedelta timezone",
        ["argparse"] = "Namespace",
        ["cox.utils"] = "Parameters",
        ["pathlib"] = "Path PosixPath PurePosixPath",
        ["_codecs"] = "encode",
        ["numpy"] = "dtype ndarray",
        ["numpy.core.multiarray"] = "_reconstruct scalar",
        ["numpy._core.multiarray"] = "_reconstruct scalar",
        ["torch"] =
            "device dtype float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 bool strided "
            + "contiguous_format channels_last preserve_format",
        ["torch.serialization"] = "_get_layout",
        ["torch.optim.sgd"] = "SGD",
        ["torch.optim.adam"] = "Adam",
        ["torch.optim.adamw"] = "AdamW",
        ["torch.optim.rmsprop"] = "RMSprop",
        ["torch.optim.lr_scheduler"] =
            "StepLR MultiStepLR LambdaLR MultiplicativeLR ExponentialLR ConstantLR LinearLR "
            + "CosineAnnealingLR CyclicLR OneCycleLR ReduceLROnPlateau SequentialLR",
        ["torch.cuda.amp.grad_scaler"] = "GradScaler OptState",
        ["types"] = "CellType CodeType FunctionType MappingProxyType MethodType NoneType",
        // how dill writes a function: its code, its cells, its types; making a function does not run it
        ["dill._dill"] = "_create_array _create_cell _create_code _create_function _load_type",
    };

    private static readonly HashSet<PickleGlobal> Known =
    [
        .. Members.SelectMany(m => m.Value.Split(' ').Select(name => new PickleGlobal(m.Key, name))),
    ];

    /// <summary>What dill's <c>_load_type</c> stands for: a type of Python by its bare name, which the pickle then
    /// calls to make, say, the code of a function.</summary>
    /// <exception cref="InvalidDataException">It is on no list.</exception>
    public static PickleGlobal Type(string name) =>
        new PickleGlobal[] { new("types", name), new("builtins", name) }.FirstOrDefault(Contain)
        ?? throw new InvalidDataException(
            $"it names the type '{Printable.Name(name)}', which is not among those that are passed over; "
                + $"save the network's state_dict() instead"
        );

    public static bool Contain(PickleGlobal global) => Known.Contains(global);
}
