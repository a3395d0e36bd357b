using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Runtime;

/// <summary>
/// Which kernels compute libtorch's convolutions. On one virtual machine with an AMD processor of family 26 (Zen 5),
/// several of oneDNN 3.7, which libtorch 2.10 comes with, were wrong: for some numbers of channels, among them those of
/// GoogLeNet, values were wrong by as much as they are large, with AVX-512 and with AVX2. On another one they were
/// right. So on these processors convolutions are tried before the first use; where they are wrong, libtorch's own take
/// their place, which are slower and right. ConvolutionKernelTests tries kernels on whatever processor it runs.
/// </summary>
internal static class ConvolutionKernels
{
    /// <summary>Values are of the size of 10; right ones differ by rounding alone.</summary>
    private const float Tolerance = 1e-3f;

    /// <summary>Whether oneDNN was switched off.</summary>
    public static bool WithoutOneDnn { get; private set; }

    /// <summary>Switches oneDNN off where it is wrong.</summary>
    public static void Choose()
    {
        if (
            File.Exists("/proc/cpuinfo")
            && AreInDoubtOn(File.ReadLines("/proc/cpuinfo"))
            && WrongOutputs(inputs: 64).Count > 0
        )
            SwitchOneDnnOff();
    }

    /// <summary>Numbers of output channels for which a convolution of one pixel comes out wrong, of 4, 8, ... 256; it
    /// is the kind that was found wrong. Takes a tenth of a second.</summary>
    /// <param name="inputs">Input channels.</param>
    public static IReadOnlyList<int> WrongOutputs(int inputs)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        // not the process's generator, from which networks draw
        using Generator generator = new(1);
        const int images = 16,
            side = 16,
            most = 256;
        Tensor pixels = randn([images, side, side, inputs], generator: generator),
            weights = randn([most, inputs], generator: generator);
        Tensor right = pixels.view(-1, inputs).mm(weights.t()).view(images, side, side, most);
        List<int> wrong = [];
        for (int outputs = 4; outputs <= most; outputs += 4)
        {
            using DisposeScope each = NewDisposeScope();
            Tensor weight = weights.narrow(0, 0, outputs).contiguous().view(outputs, 1, 1, inputs).permute(0, 3, 1, 2);
            Tensor found = nn.functional.conv2d(pixels.permute(0, 3, 1, 2), weight).permute(0, 2, 3, 1);
            if (!((found - right.narrow(3, 0, outputs)).abs().max().item<float>() < Tolerance))
                wrong.Add(outputs);
        }
        return wrong;
    }

    private static void SwitchOneDnnOff()
    {
        // TorchSharp has no call for torch.backends.mkldnn.enabled and nnpack.enabled; this is what they call
        nint library = NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libtorch_cpu.so"));
        unsafe
        {
            var context = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "_ZN2at13globalContextEv");
            var oneDnn = (delegate* unmanaged<nint, byte, void>)
                NativeLibrary.GetExport(library, "_ZN2at7Context20setUserEnabledMkldnnEb");
            oneDnn(context(), 0);
            // libtorch would try it next, and say of every convolution that it does not know this processor
            var nnpack = (delegate* unmanaged<nint, byte, void>)
                NativeLibrary.GetExport(library, "_ZN2at7Context20setUserEnabledNNPACKEb");
            nnpack(context(), 0);
        }
        WithoutOneDnn = true;
    }

    /// <summary>Whether the processor is of the kind on which kernels were found wrong.</summary>
    /// <param name="cpuInfo">The lines of <c>/proc/cpuinfo</c>.</param>
    public static bool AreInDoubtOn(IEnumerable<string> cpuInfo)
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
