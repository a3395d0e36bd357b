using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>How many hooks a module has: TorchSharp keeps them to itself, and offers no way to ask.</summary>
internal static class ModuleHooks
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    /// <summary>Hooks of any kind; null where this version of TorchSharp keeps them elsewhere.</summary>
    public static int? Count(nn.Module module)
    {
        FieldInfo[] fields = Fields.GetOrAdd(module.GetType(), type => [.. Of(type)]);
        return fields.Length == 0
            ? null
            : fields.Select(f => f.GetValue(module)).OfType<ICollection>().Sum(h => h.Count);
    }

    private static IEnumerable<FieldInfo> Of(Type type)
    {
        const BindingFlags own =
            BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(own))
            {
                if (field.Name.EndsWith("_hooks", StringComparison.Ordinal))
                    yield return field;
            }
        }
    }
}
