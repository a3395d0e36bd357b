using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Onnx.Operators;

/// <summary>Convolution and transposed convolution over one to three axes.</summary>
internal static class ConvolutionOperators
{
    public static IReadOnlyDictionary<string, Operator> All { get; } =
        new Dictionary<string, Operator> { ["Conv"] = Convolution, ["ConvTranspose"] = Transposed };

    /// <summary>A convolution without padding.</summary>
    public static Tensor Plain(
        Tensor x,
        Tensor weight,
        Tensor? bias,
        long[] strides,
        long[] pads,
        long[] dilations,
        long groups
    ) =>
        x.dim() switch
        {
            3 => F.conv1d(x, weight, bias, strides[0], pads[0], dilations[0], groups),
            4 => F.conv2d(x, weight, bias, strides, pads, dilations, groups),
            5 => F.conv3d(x, weight, bias, strides, pads, dilations, groups),
            _ => throw new InvalidDataException(
                $"convolves one to three axes, its input is {OnnxFailure.Shape(x.shape)}"
            ),
        };

    private static Tensor[] Convolution(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0),
            weight = inputs.At(1);
        Windows windows = Of(node, x, weight);
        long groups = node.Int("group", 1);
        if (groups < 1 || weight.shape[1] * groups != x.shape[1] || weight.shape[0] % groups != 0)
            throw new InvalidDataException(
                $"weights {OnnxFailure.Shape(weight.shape)} in {groups} groups do not fit an input of "
                    + OnnxFailure.Shape(x.shape)
            );
        OnnxLimits.Values([
            x.shape[0],
            weight.shape[0],
            .. x.shape.Skip(2).Select((n, axis) => windows.Count(n, axis, ceil: false)),
        ]);
        // without oneDNN, libtorch takes ten times as long for grouped convolutions of images with channels last
        if (groups > 1 && ConvolutionKernels.WithoutOneDnn && x.device_type == DeviceType.CPU)
            x = x.contiguous();
        long[] pads = windows.Before;
        if (!windows.IsSymmetric)
        {
            x = F.pad(x, windows.Pads);
            pads = new long[pads.Length];
        }
        return [Plain(x, weight, inputs.Maybe(2), windows.Strides, pads, windows.Dilations, groups)];
    }

    /// <summary>Without padding first, then cut to size: what ONNX adds behind goes beyond what libtorch
    /// allows.</summary>
    private static Tensor[] Transposed(OnnxNode node, Tensor?[] inputs)
    {
        Tensor x = inputs.At(0),
            weight = inputs.At(1);
        Windows windows = Of(node, x, weight);
        long groups = node.Int("group", 1);
        if (groups < 1 || weight.shape[0] != x.shape[1] || x.shape[1] % groups != 0)
            throw new InvalidDataException(
                $"weights {OnnxFailure.Shape(weight.shape)} do not fit an input of {OnnxFailure.Shape(x.shape)}"
            );
        int axes = windows.Kernel.Length;
        long[] extra = node.Ints("output_padding") ?? new long[axes],
            before = windows.Before,
            after = windows.After;
        long[]? shape = node.Ints("output_shape");
        string auto = node.Text("auto_pad", "NOTSET");
        long[] cuts = new long[2 * axes];
        long[] sizes = [.. x.shape[2..]];
        for (int i = 0; i < axes; i++)
        {
            long full = (sizes[i] - 1) * windows.Strides[i] + (windows.Kernel[i] - 1) * windows.Dilations[i] + 1;
            long wanted =
                shape is not null ? shape[^(axes - i)]
                : auto.StartsWith("SAME", StringComparison.Ordinal) ? sizes[i] * windows.Strides[i]
                : 0;
            if (wanted > 0)
            {
                long off = full + extra[i] - wanted,
                    half = (off - (off & 1)) / 2;
                (before[i], after[i]) = auto == "SAME_UPPER" ? (half, off - half) : (off - half, half);
            }
            (cuts[^(2 * i + 2)], cuts[^(2 * i + 1)]) = (-before[i], extra[i] - after[i]);
            OnnxLimits.Values([x.shape[0], weight.shape[1], groups, full + Math.Abs(extra[i])]);
            sizes[i] = full;
        }
        OnnxLimits.Values([x.shape[0], weight.shape[1] * groups, .. sizes]);
        long[] none = new long[axes];
        Tensor y = axes switch
        {
            1 => F.conv_transpose1d(
                x,
                weight,
                null,
                windows.Strides[0],
                0,
                0,
                groups: groups,
                dilation: windows.Dilations[0]
            ),
            2 => F.conv_transpose2d(
                x,
                weight,
                null,
                windows.Strides,
                none,
                none,
                groups: groups,
                dilation: windows.Dilations
            ),
            3 => F.conv_transpose3d(
                x,
                weight,
                null,
                windows.Strides,
                none,
                none,
                groups: groups,
                dilation: windows.Dilations
            ),
            _ => throw new InvalidDataException(
                $"convolves one to three axes, its input is {OnnxFailure.Shape(x.shape)}"
            ),
        };
        if (cuts.Any(c => c != 0))
            y = F.pad(y, cuts);
        return [inputs.Maybe(2) is { } bias ? y + bias.view([-1, .. Enumerable.Repeat(1L, axes)]) : y];
    }

    private static Windows Of(OnnxNode node, Tensor x, Tensor weight)
    {
        if (x.dim() < 3 || weight.dim() != x.dim())
            throw new InvalidDataException(
                $"weights {OnnxFailure.Shape(weight.shape)} do not fit an input of {OnnxFailure.Shape(x.shape)}"
            );
        return Windows.Of(node, weight.shape[2..], x.shape[2..]);
    }
}
