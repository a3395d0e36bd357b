using System.Collections;
using RobustRepro.Files;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>
/// The closed list of what a PyTorch file may build: tensors, parameters, sizes and dictionaries. Names of
/// <see cref="InertNames"/> are passed over. A checkpoint comes from a stranger, and a pickle can name
/// any function of the system; here a name that is on neither list ends the reading.
/// </summary>
internal sealed class TorchObjects(string path) : IPickleObjects
{
    private const string OrderedDict = "collections.OrderedDict";
    private const string DefaultDict = "collections.defaultdict";
    private const string RebuildTensor = "torch._utils._rebuild_tensor";
    private const string RebuildTensorV2 = "torch._utils._rebuild_tensor_v2";
    private const string RebuildParameter = "torch._utils._rebuild_parameter";
    private const string RebuildParameterWithState = "torch._utils._rebuild_parameter_with_state";
    private const string Size = "torch.Size";
    private const string LoadType = "dill._dill._load_type";

    private static readonly Dictionary<string, ScalarType> StorageTypes = new()
    {
        ["FloatStorage"] = ScalarType.Float32,
        ["DoubleStorage"] = ScalarType.Float64,
        ["HalfStorage"] = ScalarType.Float16,
        ["BFloat16Storage"] = ScalarType.BFloat16,
        ["LongStorage"] = ScalarType.Int64,
        ["IntStorage"] = ScalarType.Int32,
        ["ShortStorage"] = ScalarType.Int16,
        ["CharStorage"] = ScalarType.Int8,
        ["ByteStorage"] = ScalarType.Byte,
        ["BoolStorage"] = ScalarType.Bool,
    };

    private readonly Dictionary<string, Storage> storages = new(StringComparer.Ordinal);
    private readonly SortedSet<string> inert = new(StringComparer.Ordinal);

    /// <summary>Every storage that the pickle referred to, by key.</summary>
    public IReadOnlyDictionary<string, Storage> Storages => storages;

    /// <summary>Names of what was passed over.</summary>
    public IReadOnlyCollection<string> Inert => inert;

    public void Admit(PickleGlobal global)
    {
        if (
            global.ToString()
                is OrderedDict
                    or RebuildTensor
                    or RebuildTensorV2
                    or RebuildParameter
                    or RebuildParameterWithState
                    or Size
            || StorageType(global) is not null
        )
            return;
        if (!InertNames.Contain(global))
            throw new InvalidDataException(
                $"it names '{Printable.Name(global.ToString())}', which could run code when PyTorch loads "
                    + $"it; only tensors and plain containers are read, so save the network's state_dict() instead"
            );
        inert.Add(global.ToString());
    }

    public object? Build(PickleGlobal global, object?[] arguments)
    {
        switch (global.ToString())
        {
            case OrderedDict when arguments is []:
            case DefaultDict:
                return new TorchEntries();
            case OrderedDict when arguments is [IEnumerable pairs]:
                return FromPairs(pairs);
            case RebuildTensor
            or RebuildTensorV2 when arguments is [Storage storage, long offset, object?[] shape, object?[] strides, ..]:
                return new StoredTensor(path, storage, offset, Integers(shape), Integers(strides));
            case RebuildParameter or RebuildParameterWithState when arguments is [StoredTensor tensor, ..]:
                return tensor;
            case Size when arguments is [object?[] size]:
                return size;
            case LoadType when arguments is [string type]:
                return InertNames.Type(type);
            case string name when InertNames.Contain(global):
                return new InertObject(name);
            default:
                throw new InvalidDataException(
                    $"'{Printable.Name(global.ToString())}' has arguments that torch.save does not write"
                );
        }
    }

    /// <summary>An id is ('storage', type, key, location, count); very old files add a view, which is always
    /// None.</summary>
    public object Persistent(object? id)
    {
        if (
            id is not object?[] parts
            || parts.ElementAtOrDefault(5) is not null
            || parts is not ["storage", PickleGlobal global, string key, string, long count, ..]
        )
            throw new InvalidDataException("it refers to a storage in a way that torch.save does not write");
        ScalarType type =
            StorageType(global)
            ?? throw new InvalidDataException($"'{Printable.Name(global.ToString())}' is no storage");
        if (!storages.TryGetValue(key, out Storage? storage))
            storages.Add(key, storage = new(key, type, count));
        else if (storage.Type != type || storage.Count != count)
            throw new InvalidDataException($"storage {Printable.Name(key)} is given two types or sizes");
        return storage;
    }

    private static ScalarType? StorageType(PickleGlobal global) =>
        global.Module is "torch" or "torch.cuda" && StorageTypes.TryGetValue(global.Name, out ScalarType type)
            ? type
            : null;

    private static TorchEntries FromPairs(IEnumerable pairs)
    {
        var dictionary = new TorchEntries();
        foreach (object? pair in pairs)
        {
            if (pair is not IList { Count: 2 } entry)
                throw new InvalidDataException("an OrderedDict is made of something else than pairs");
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
