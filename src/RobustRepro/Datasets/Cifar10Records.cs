using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>The records of CIFAR-10's binary version: a byte for the class, then 1,024 bytes each of red, green and
/// blue, row by row.</summary>
internal static class Cifar10Records
{
    private const int ImageBytes = 3 * Cifar10Dataset.Size * Cifar10Dataset.Size,
        RecordBytes = 1 + ImageBytes;

    /// <summary>The files of a split, in order.</summary>
    public static string[] FilesOf(Cifar10Split split) =>
        split == Cifar10Split.Test
            ? ["test_batch.bin"]
            : [.. Enumerable.Range(1, 5).Select(n => $"data_batch_{n}.bin")];

    /// <param name="files">Content and name of each file, in order.</param>
    /// <exception cref="InvalidInputException">A file ends within a record, is empty, or has a class above
    /// 9.</exception>
    public static (Tensor Images, int[] Labels) Read(IReadOnlyList<(byte[] Content, string Name)> files)
    {
        foreach ((byte[] content, string name) in files)
        {
            if (content.Length == 0 || content.Length % RecordBytes != 0)
                throw new InvalidInputException(
                    $"{name} has {content.Length:N0} bytes, expected a multiple of {RecordBytes:N0}: damaged or cut off"
                );
        }
        int count = files.Sum(f => f.Content.Length / RecordBytes),
            image = 0;
        var labels = new int[count];
        Tensor images = empty([count, 3, Cifar10Dataset.Size, Cifar10Dataset.Size], dtype: uint8);
        Span<byte> pixels = images.bytes;
        foreach ((byte[] content, string name) in files)
        {
            for (int at = 0; at < content.Length; at += RecordBytes, image++)
            {
                labels[image] = content[at];
                if (labels[image] >= Cifar10Dataset.Classes.Count)
                {
                    images.Dispose();
                    throw new InvalidInputException(
                        $"{name}: image {at / RecordBytes} has class {content[at]}, expected 0 to "
                            + $"{Cifar10Dataset.Classes.Count - 1}: this is no file of CIFAR-10's binary version"
                    );
                }
                content.AsSpan(at + 1, ImageBytes).CopyTo(pixels[(image * ImageBytes)..]);
            }
        }
        return (images, labels);
    }
}
