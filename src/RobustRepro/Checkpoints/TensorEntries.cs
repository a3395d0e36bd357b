using RobustRepro.Files.Pickles;

namespace RobustRepro.Checkpoints;

/// <summary>The tensors of a dictionary.</summary>
internal static class TensorEntries
{
    extension(PickleEntries entries)
    {
        /// <summary>Tensors among its own entries, by name.</summary>
        public IEnumerable<KeyValuePair<string, StoredTensor>> Tensors
        {
            get
            {
                foreach ((object key, object? value) in entries.All)
                {
                    if (key is string name && value is StoredTensor tensor)
                        yield return new(name, tensor);
                }
            }
        }
    }
}
