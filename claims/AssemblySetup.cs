using System.Runtime.CompilerServices;
using RobustRepro.Configuration;
using RobustRepro.Runtime;

// libtorch's threads and random generators belong to the process
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RobustRepro.ClaimTests;

internal static class AssemblySetup
{
    [ModuleInitializer]
    internal static void Start() => TorchRuntime.Start(SuiteConfiguration.Load().Threads);
}
