using System.Runtime.InteropServices;

namespace RobustRepro.Runtime;

/// <summary>
/// Loads libtorch by full path before TorchSharp does, because TorchSharp answers any failure with "doesn't contain a
/// reference to libtorch" after copying 480 MB. Here the real cause is named in one sentence.
/// </summary>
internal static class NativePreflight
{
    private static readonly string[] InLoadOrder =
    [
        "libc10.so",
        "libtorch_cpu.so",
        "libtorch.so",
        "libLibTorchSharp.so",
    ];

    public static void Check(string folder)
    {
        foreach (string name in InLoadOrder)
        {
            string path = Path.Combine(folder, name);
            if (!File.Exists(path))
                throw new MissingRequirementException(
                    $"{name} is not beside the program in {folder}: build the project with 'dotnet build -c "
                        + $"Release', which restores libtorch from NuGet."
                );
            try
            {
                NativeLibrary.Load(path);
            }
            catch (DllNotFoundException e)
            {
                throw new MissingRequirementException(Explain(name, e.Message), e);
            }
        }
    }

    internal static string Explain(string library, string loaderMessage)
    {
        int at = loaderMessage.IndexOf("GLIBC", StringComparison.Ordinal);
        if (at < 0)
            return $"{library} cannot be loaded: {loaderMessage.Split('\n')[0]}";
        string version = new([.. loaderMessage[at..].TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.')]);
        string package = version.StartsWith("GLIBCXX", StringComparison.Ordinal)
            ? "libstdc++ (GCC 13.2 or newer)"
            : "glibc";
        return $"{library} needs {version}, which this system's {package} does not have: use Debian 12, Ubuntu "
            + $"22.04, Fedora 39 or newer, and build on the system the program runs on.";
    }
}
