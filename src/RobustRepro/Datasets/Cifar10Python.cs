using System.Text;
using RobustRepro.Files;
using RobustRepro.Files.Pickles;

namespace RobustRepro.Datasets;

/// <summary>CIFAR-10's Python version, which torchvision unpacks to <c>cifar-10-batches-py</c>: pickles of a dictionary
/// with <c>data</c>, a NumPy array of a row of red, green and blue per image, and <c>labels</c>. Nothing that a pickle
/// names is made.</summary>
internal sealed class Cifar10Python(string folder) : ICifar10Source
{
    private const long RowBytes = 3L * Cifar10Dataset.Size * Cifar10Dataset.Size;

    /// <summary>Twice the size of the official files.</summary>
    private const int Longest = 64 << 20;

    /// <summary>The files of a split, in order.</summary>
    public static string[] FilesOf(Cifar10Split split) =>
        [.. Cifar10Records.FilesOf(split).Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    /// <summary>The folder with the files: the given one or the archive's own below it; null where neither has
    /// any.</summary>
    public static string? Find(string path) =>
        new[] { path, Path.Combine(path, "cifar-10-batches-py") }.FirstOrDefault(f =>
            Enum.GetValues<Cifar10Split>().SelectMany(FilesOf).Any(file => File.Exists(Path.Combine(f, file)))
        );

    public (TorchSharp.torch.Tensor Images, int[] Labels) Load(Cifar10Split split) =>
        Cifar10Records.Read([
            .. FilesOf(split)
                .Select(file => Path.Combine(folder, file))
                .Select(path => (Records(CsvTable.Load(path), path), path)),
        ]);

    public void Dispose() { }

    /// <summary>A file's content as records of the binary version.</summary>
    /// <exception cref="InvalidInputException">The file is none of CIFAR-10's Python version.</exception>
    public static byte[] Records(byte[] content, string name)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            if (new PickleReader(stream, new NumpyObjects(), Longest).Read() is not PickleEntries batch)
                throw new InvalidDataException("it holds no dictionary");
            return Records(batch);
        }
        catch (Exception error)
            when (error is InvalidDataException or IOException or DecoderFallbackException or OverflowException)
        {
            throw new InvalidInputException(
                $"{name}: this is no file of CIFAR-10's Python version ({Printable.Line(error.Message)})",
                error
            );
        }
    }

    private static byte[] Records(PickleEntries batch)
    {
        if (batch.Text("labels") is not List<object?> labels)
            throw new InvalidDataException(
                batch.Text("fine_labels") is null ? "it has no list 'labels'" : "it is of CIFAR-100"
            );
        // an array is (version, shape, type, order, values), as NumPy pickles it
        if (
            batch.Text("data") is not InertObject { State: object?[] { Length: 5 } state }
            || state[1] is not object?[] shape
            || shape is not [long count, RowBytes]
            || state[3] is not false
        )
            throw new InvalidDataException("its 'data' is no array of rows of an image each");
        byte[] pixels = state[4] switch
        {
            byte[] bytes => bytes,
            // Python 2
            string text => Encoding.Latin1.GetBytes(text),
            _ => throw new InvalidDataException("the values of its 'data' are no bytes"),
        };
        if (count != labels.Count || pixels.Length != count * RowBytes)
            throw new InvalidDataException(
                $"it says {count} images, and has {labels.Count} labels and {pixels.Length} values"
            );
        var records = new byte[count * (RowBytes + 1)];
        for (int i = 0; i < labels.Count; i++)
        {
            records[i * (RowBytes + 1)] = labels[i] is long label and >= 0 and <= byte.MaxValue
                ? (byte)label
                : throw new InvalidDataException($"label {i} is no number of a class");
            Array.Copy(pixels, i * RowBytes, records, (i * (RowBytes + 1)) + 1, RowBytes);
        }
        return records;
    }

    /// <summary>Arrays and what they name become inert records, bytes that old protocols have as text become
    /// bytes.</summary>
    private sealed class NumpyObjects : IPickleObjects
    {
        public void Admit(PickleGlobal global) { }

        public object Build(object? called, object?[] arguments) =>
            ($"{called}", arguments) switch
            {
                ("_codecs.encode", [string text, "latin1"]) => Encoding.Latin1.GetBytes(text),
                // as protocol 5 has arrays: values, type, shape, order
                (
                    "numpy.core.numeric._frombuffer"
                        or "numpy._core.numeric._frombuffer",
                    [byte[] values, _, var shape, "C"]
                ) => new InertObject("numpy.ndarray") { State = new object?[] { 1L, shape, null, false, values } },
                _ => new InertObject($"{called}"),
            };

        public object Persistent(object? id) =>
            throw new InvalidDataException("it refers to something outside of itself");
    }
}
