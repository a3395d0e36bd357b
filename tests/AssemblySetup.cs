using System.Runtime.CompilerServices;
using RobustRepro.Runtime;

// libtorch's thread count, default types and random generator are the process's
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RobustRepro.Tests;

internal static class AssemblySetup
{
    [ModuleInitializer]
    internal static void Start() => TorchRuntime.Start(1);
}
