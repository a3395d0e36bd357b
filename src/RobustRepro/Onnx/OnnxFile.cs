using Google.Protobuf;
using RobustRepro.Checkpoints;
using RobustRepro.Files;
using RobustRepro.Onnx.Proto;

namespace RobustRepro.Onnx;

/// <summary>Reads ONNX files. The messages are read by Google's own library, whose classes the build makes from
/// <c>onnx.proto</c>; TorchSharp brings that library in any case.</summary>
internal static class OnnxFile
{
    /// <summary>Versions of the operator set that the operators here follow.</summary>
    public const int FirstOpset = 7,
        LastOpset = 23;

    public const string Extension = ".onnx";

    /// <summary>Whether a path names an ONNX file, by its extension.</summary>
    public static bool IsNamed(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file is one of ONNX: by its content where that is certain, else by its extension.</summary>
    public static bool Is(string path)
    {
        if (!File.Exists(path) || DeadLink.TargetOf(path) is not null)
            return IsNamed(path);
        using FileStream stream = File.OpenRead(path);
        return !FileFormats.IsAny(stream) && (OnnxContent.Is(stream) || IsNamed(path));
    }

    /// <summary>The model that a file holds, parsed and no further checked.</summary>
    /// <exception cref="InvalidInputException">The file is missing, is none of ONNX, or holds more than a network
    /// does.</exception>
    public static ModelProto Parse(string path)
    {
        InputFile.Require(path);
        if (new FileInfo(path).Length is var length && length > OnnxLimits.MostBytes)
            throw new InvalidInputException(
                $"{path}: has {length} bytes; ONNX files end at 2 GiB, larger weights go into a file beside"
            );
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().StartsWith("version https://git-lfs"u8))
                throw new InvalidInputException($"{path}: is a pointer of git LFS: fetch the file with 'git lfs pull'");
            OnnxLimits.Scan(bytes);
            ModelProto model = ModelProto.Parser.ParseFrom(bytes);
            return model.Graph is { Node.Count: > 0 }
                ? model
                : throw new InvalidInputException($"{path}: is no ONNX file, or holds no graph");
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new InvalidInputException(
                $"{path}: cannot be read as an ONNX file, it is truncated, damaged or of another kind: "
                    + Printable.Line(e.Message),
                e
            );
        }
    }

    /// <summary>The version of ONNX's own operators among those that a model or function names.</summary>
    /// <exception cref="InvalidInputException">It names none, or one that is not followed here.</exception>
    public static int Opset(string path, IEnumerable<OperatorSetIdProto> imports)
    {
        OperatorSetIdProto? own = imports.FirstOrDefault(i => i.Domain is "" or "ai.onnx");
        if (own is null)
            throw new InvalidInputException($"{path}: names no version of ONNX's operators (opset_import)");
        return own.Version is >= FirstOpset and <= LastOpset
            ? (int)own.Version
            : throw new InvalidInputException(
                $"{path}: is of opset {own.Version}, supported are {FirstOpset} to {LastOpset}: export it again with "
                    + $"another opset_version"
            );
    }
}
