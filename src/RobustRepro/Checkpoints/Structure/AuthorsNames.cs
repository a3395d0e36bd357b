namespace RobustRepro.Checkpoints.Structure;

/// <summary>Two layers that the paper's authors and the robustness library call otherwise than torchvision
/// (anguyen8/shape-bias, loader/model_loader.py and loader/models/alexnet_r.py).</summary>
internal static class AuthorsNames
{
    private static readonly (string Theirs, string Torchvision)[] Renames =
    [
        ("branch4_conv", "branch4.1"),
        ("last_layer", "classifier.6"),
    ];

    /// <summary>The name as torchvision has it.</summary>
    public static string Torchvision(string name)
    {
        if (!Renames.Any(r => name.Contains(r.Theirs, StringComparison.Ordinal)))
            return name;
        string[] parts =
        [
            .. name.Split('.').Select(part => Renames.FirstOrDefault(r => r.Theirs == part).Torchvision ?? part),
        ];
        return string.Join('.', parts);
    }
}
