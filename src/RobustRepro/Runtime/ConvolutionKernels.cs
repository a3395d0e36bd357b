using System.Globalization;
using System.Runtime.InteropServices;

namespace RobustRepro.Runtime;

/// <summary>
/// Which kernels compute libtorch's convolutions. On a virtual machine with an AMD processor of family 26 (Zen 5),
/// several of oneDNN 3.7, which libtorch 2.10 comes with, were wrong: for some numbers of channels, among them those of
/// GoogLeNet, values were wrong by as much as they are large, with AVX-512 and with AVX2. There libtorch's own
/// convolutions take their place, which are slower and right. ConvolutionKernelTests tries kernels on whatever
/// processor it runs.
/// </summary>
internal static class ConvolutionKernels
{
    /// <summary>Whether oneDNN was switched off.</summary>
    public static bool WithoutOneDnn { get; private set; }

    /// <summary>Switches oneDNN off where it is wrong.</summary>
    public static void Choose()
    {
        if (!File.Exists("/proc/cpuinfo") || !AreWrongOn(File.ReadLines("/proc/cpuinfo")))
            return;
        // TorchSharp has no call for torch.backends.mkldnn.enabled and nnpack.enabled; this is what they call
        nint torch = NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libtorch_cpu.so"));
        unsafe
        {
            var context = (delegate* unmanaged<nint>)NativeLibrary.GetExport(torch, "_ZN2at13globalContextEv");
            var oneDnn = (delegate* unmanaged<nint, byte, void>)
                NativeLibrary.GetExport(torch, "_ZN2at7Context20setUserEnabledMkldnnEb");
            oneDnn(context(), 0);
            // libtorch would try it next, and say of every convolution that it does not know this processor
            var nnpack = (delegate* unmanaged<nint, byte, void>)
                NativeLibrary.GetExport(torch, "_ZN2at7Context20setUserEnabledNNPACKEb");
            nnpack(context(), 0);
        }
        WithoutOneDnn = true;
    }

    /// <param name="cpuInfo">The lines of <c>/proc/cpuinfo</c>.</param>
    public static bool AreWrongOn(IEnumerable<string> cpuInfo)
    {
        Dictionary<string, string> first = [];
        foreach (string line in cpuInfo.TakeWhile(l => l.Length > 0))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                first[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }
        return first.GetValueOrDefault("vendor_id") == "AuthenticAMD"
            && int.TryParse(
                first.GetValueOrDefault("cpu family"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int family
            )
            && family >= 26;
    }
}
