using System.Collections;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>
/// The closed list of what a PyTorch file may build: tensors, parameters, sizes and ordered dictionaries. A checkpoint comes from a stranger,
/// and a pickle can name any function of the system; here a name that is not on the list ends the reading.
/// </summary>
internal sealed class TorchObjects(string path) : IPickleObjects
{
    private const string OrderedDict = "collections.OrderedDict";
    private const string RebuildTensor = "torch._utils._rebuild_tensor";
    private const string RebuildTensorV2 = "torch._utils._rebuild_tensor_v2";
    private const string RebuildParameter = "torch._utils._rebuild_parameter";
    private const string Size = "torch.Size";

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

    private readonly Dictionary<string, TorchStorage> storages = new(StringComparer.Ordinal);

    /// <summary>Every storage that the pickle referred to, by key.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => storages;

    public void Admit(PickleGlobal global)
    {
        if (global.ToString() is not (OrderedDict or RebuildTensor or RebuildTensorV2 or RebuildParameter or Size) && StorageType(global) is null)
            throw new InvalidDataException($"it names '{global}', which could run code when PyTorch loads it; only tensors and plain containers are read, so save the network's state_dict() instead");
    }

    public object? Build(PickleGlobal global, object?[] arguments)
    {
        switch (global.ToString())
        {
            case OrderedDict when arguments is []:
                return new TorchEntries();
            case OrderedDict when arguments is [IEnumerable pairs]:
                return FromPairs(pairs);
            case RebuildTensor or RebuildTensorV2 when arguments is [TorchStorage storage, long offset, object?[] shape, object?[] strides, ..]:
                return new TorchTensor(path, storage, offset, Integers(shape), Integers(strides));
            case RebuildParameter when arguments is [TorchTensor tensor, ..]:
                return tensor;
            case Size when arguments is [object?[] size]:
                return size;
            default:
                throw new InvalidDataException($"'{global}' has arguments that torch.save does not write");
        }
    }

    /// <summary>An id is ('storage', type, key, location, count); very old files add a view, which is always None.</summary>
    public object Persistent(object? id)
    {
        if (id is not object?[] parts || parts.ElementAtOrDefault(5) is not null || parts is not ["storage", PickleGlobal global, string key, string, long count, ..])
            throw new InvalidDataException("it refers to a storage in a way that torch.save does not write");
        ScalarType type = StorageType(global) ?? throw new InvalidDataException($"'{global}' is no storage");
        if (count < 0)
            throw new InvalidDataException($"storage {key} has {count} values");
        if (!storages.TryGetValue(key, out TorchStorage? storage))
            storages.Add(key, storage = new(key, type, count));
        else if (storage.Type != type || storage.Count != count)
            throw new InvalidDataException($"storage {key} is given two types or sizes");
        return storage;
    }

    private static ScalarType? StorageType(PickleGlobal global) =>
        global.Module is "torch" or "torch.cuda" && StorageTypes.TryGetValue(global.Name, out ScalarType type) ? type : null;

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
        [.. values.Select(v => v is long number ? number : throw new InvalidDataException("a tensor's shape or stride is not a number"))];
}
