using RobustRepro.Files.Pickles;

namespace RobustRepro.Checkpoints;

/// <summary>Tensors that a PyTorch file can hold and that are not read: no network of the suite has any, and neither
/// safetensors nor this reader has a place for them.</summary>
internal static class UnreadTensors
{
    private const string Module = "torch._utils.";

    /// <summary>Begins the names of those whose numbers are foreign (<see cref="StorageTypes"/>).</summary>
    private const string OfStorage = "a tensor of ";

    private static readonly Dictionary<string, string> Kinds = new()
    {
        [Module + "_rebuild_sparse_tensor"] = "a sparse tensor",
        [Module + "_rebuild_sparse_csr_tensor"] = "a sparse tensor",
        [Module + "_rebuild_qtensor"] = "a quantised tensor",
        [Module + "_rebuild_nested_tensor"] = "a nested tensor",
        [Module + "_rebuild_tensor_v3"] = "a tensor of another number type",
        [Module + "_rebuild_meta_tensor_no_storage"] = "a tensor without values",
        [Module + "_rebuild_device_tensor_from_numpy"] = "a tensor of another device",
        [Module + "_rebuild_device_tensor_from_cpu_tensor"] = "a tensor of another device",
        [Module + "_rebuild_wrapper_subclass"] = "a tensor of a class of its own",
    };

    /// <summary>Stands for a tensor of foreign numbers.</summary>
    public static InertObject Of(Storage storage) => new(OfStorage + storage.TypeName);

    /// <summary>What kind of tensor a value would have been, in words; null where it is none of these.</summary>
    public static string? Kind(object? value) =>
        value is not InertObject { Name: var name } ? null
        : name.StartsWith(OfStorage, StringComparison.Ordinal) ? name
        : Kinds.GetValueOrDefault(name);
}
