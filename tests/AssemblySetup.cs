using System.Runtime.CompilerServices;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RobustRepro.Tests;

internal static class AssemblySetup
{
    [ModuleInitializer]
    internal static void Start() => TorchRuntime.Start(1);
}
