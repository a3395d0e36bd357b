using System.Collections;
using RobustRepro.Files;
using RobustRepro.Files.Pickles;

namespace RobustRepro.Checkpoints;

/// <summary>
/// What a PyTorch file may build: tensors, parameters, sizes and plain containers. A checkpoint comes from a stranger,
/// and a pickle can name any function of the system; here nothing that a file names is ever looked up or called.
/// Whatever is not on the short list becomes an <see cref="InertObject"/> of its name.
/// </summary>
internal sealed class TorchObjects(string path) : IPickleObjects
{
    private const string RebuildParameter = "torch._utils._rebuild_parameter",
        RebuildTensor = "torch._utils._rebuild_tensor",
        Size = "torch.Size";

    /// <summary>Makers of a tensor from storage, offset, shape and strides.</summary>
    private static readonly string[] Tensors = [RebuildTensor, RebuildTensor + "_v2"];

    /// <summary>Makers whose first argument is the tensor: parameters of today, and parameters and variables before
    /// PyTorch 0.4.</summary>
    private static readonly string[] Parameters =
    [
        RebuildParameter,
        RebuildParameter + "_with_state",
        "torch.nn.parameter.Parameter",
        "torch.nn.parameter.Buffer",
        "torch.autograd.variable.Variable",
    ];

    /// <summary>Makers of a tensor of a class of one's own: function, class, arguments, attributes.</summary>
    private static readonly string[] Typed =
    [
        "torch._tensor._rebuild_from_type",
        "torch._tensor._rebuild_from_type_v2",
    ];

    private static readonly string[] Dictionaries =
    [
        "collections.OrderedDict",
        "collections.defaultdict",
        "builtins.dict",
        "__builtin__.dict",
    ];

    private static readonly string[] Sequences =
    [
        Size,
        "builtins.list",
        "builtins.tuple",
        "builtins.set",
        "builtins.frozenset",
        "__builtin__.list",
        "__builtin__.tuple",
        "__builtin__.set",
        "__builtin__.frozenset",
    ];

    private static readonly HashSet<string> Known =
    [
        .. Tensors,
        .. Parameters,
        .. Typed,
        .. Dictionaries,
        .. Sequences,
    ];

    private readonly Dictionary<string, Storage> storages = new(StringComparer.Ordinal);
    private readonly SortedSet<string> inert = new(StringComparer.Ordinal);

    /// <summary>Every storage that the pickle referred to, by key.</summary>
    public IReadOnlyDictionary<string, Storage> Storages => storages;

    /// <summary>Names of what was passed over.</summary>
    public IReadOnlyCollection<string> Inert => inert;

    public void Admit(PickleGlobal global)
    {
        if (!Known.Contains(global.ToString()) && !StorageTypes.Are(global))
            inert.Add(global.ToString());
    }

    public object? Build(object? called, object?[] arguments)
    {
        if (called is not PickleGlobal global)
            return called is InertObject made
                ? new InertObject(made.Name)
                : throw new InvalidDataException("it calls a plain value, which no pickler writes");
        string name = global.ToString();
        if (Dictionaries.Contains(name))
            return arguments switch
            {
                [.., PickleEntries copied] => copied,
                [IEnumerable pairs and not (string or byte[])] => FromPairs(pairs),
                _ => new PickleEntries(),
            };
        if (Sequences.Contains(name))
            return Sequence(name, arguments);
        if (Tensors.Contains(name))
            return Tensor(name, arguments);
        if (
            Parameters.Contains(name)
            && arguments is [var tensor, ..]
            && (tensor is StoredTensor || UnreadTensors.Kind(tensor) is not null)
        )
            return tensor;
        if (Typed.Contains(name) && arguments is [PickleGlobal maker, _, object?[] own, ..])
            return Build(maker, own);
        return new InertObject(name);
    }

    /// <summary>An id is ('storage', type, key, location, count), and in old files a view of a part: (key, offset,
    /// count) or None. Protocol 0 has it as text.</summary>
    public object Persistent(object? id)
    {
        object?[]? parts = id is string text ? StorageTypes.ParseId(text) : id as object?[];
        // a module's class, with its source beside it
        if (parts is ["module", PickleGlobal type, ..])
            return type;
        if (
            parts is not ["storage", PickleGlobal global, string key, string, long count, ..]
            || !StorageTypes.Are(global)
        )
            throw new InvalidDataException("it refers to a storage in a way that torch.save does not write");
        Storage whole = Shared(key, global, count);
        return parts.ElementAtOrDefault(5) switch
        {
            null => whole,
            object?[] and [string, long offset, long part] => new StorageView(whole, offset, part),
            _ => throw new InvalidDataException(
                "it refers to a part of a storage in a way that torch.save does not write"
            ),
        };
    }

    /// <summary>The storage of a key: there is one, however often it is referred to.</summary>
    /// <exception cref="InvalidDataException">It is given two types or sizes, or an impossible one.</exception>
    public Storage Shared(string key, PickleGlobal type, long count)
    {
        Storage made = StorageTypes.Make(key, type, count);
        if (!storages.TryGetValue(key, out Storage? known))
            storages.Add(key, known = made);
        else if (known.TypeName != made.TypeName || known.Count != made.Count)
            throw new InvalidDataException($"storage {Printable.Name(key)} is given two types or sizes");
        return known;
    }

    private object Tensor(string name, object?[] arguments)
    {
        (Storage? storage, long from) = arguments switch
        {
            [Storage all, ..] => (all, 0L),
            [StorageView view, ..] => (view.Storage, view.Offset),
            _ => (null, 0L),
        };
        if (storage is null || arguments is not [_, long offset, object?[] shape, object?[] strides, ..])
            throw new InvalidDataException($"'{name}' has arguments that torch.save does not write");
        long[] sizes = Integers(shape),
            steps = Integers(strides);
        // complex, quantised and other numbers that no network here has
        return storage.IsForeign
            ? UnreadTensors.Of(storage)
            : new StoredTensor(path, storage, checked(from + offset), sizes, steps);
    }

    private static object Sequence(string name, object?[] arguments)
    {
        object?[] items = arguments is [IEnumerable values and not (string or byte[])]
            ? [.. values.Cast<object?>()]
            : [];
        return name == Size || name.EndsWith("tuple", StringComparison.Ordinal) ? items : new List<object?>(items);
    }

    private static PickleEntries FromPairs(IEnumerable pairs)
    {
        var dictionary = new PickleEntries();
        foreach (object? pair in pairs)
        {
            if (pair is not IList { Count: 2 } entry)
                throw new InvalidDataException("a dictionary is made of something else than pairs");
            dictionary.Set(entry[0], entry[1]);
        }
        return dictionary;
    }

    private static long[] Integers(object?[] values) =>
        values.Length > StoredTensor.MostDimensions
            ? throw new InvalidDataException($"a tensor has {values.Length} dimensions")
            :
            [
                .. values.Select(v =>
                    v is long number
                        ? number
                        : throw new InvalidDataException("a tensor's shape or stride is not a number")
                ),
            ];
}
