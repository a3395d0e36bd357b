using RobustRepro.Runtime;

namespace RobustRepro.Training;

/// <summary>What the processor can do, as far as training cares.</summary>
public static class ProcessorFeatures
{
    /// <summary>
    /// Whether the processor has bfloat16 instructions (avx512_bf16 or AMX). Without them libtorch emulates bfloat16 at
    /// a fraction of the speed, so a recipe that asks for it is run in float32; and so it is where oneDNN, which knows
    /// them, is wrong.
    /// </summary>
    public static bool HasBfloat16 => !ConvolutionKernels.WithoutOneDnn && InCpuInfo;

    private static bool InCpuInfo { get; } = Read("/proc/cpuinfo");

    private static bool Read(string cpuInfo) =>
        File.Exists(cpuInfo)
        && File.ReadLines(cpuInfo).FirstOrDefault(l => l.StartsWith("flags", StringComparison.Ordinal)) is { } flags
        && flags.Split(' ').Any(f => f is "avx512_bf16" or "amx_bf16");
}
