using RobustRepro.Files;

namespace RobustRepro.Datasets;

/// <summary>Opens the image files of a folder or a zip.</summary>
internal static class ImageFiles
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    /// <param name="path">A folder, searched with its subfolders, or a zip, which is read without unpacking it.</param>
    /// <exception cref="InvalidInputException">There is nothing, it is neither, it holds no images, or the zip has an
    /// entry that points outside of it.</exception>
    public static IImageFiles Open(string path)
    {
        IImageFiles files =
            Directory.Exists(path) ? new FolderImageFiles(path)
            : File.Exists(path) ? new ZipImageFiles(path)
            : throw new InvalidInputException($"{path}: there is no such folder or zip file");
        if (files.Paths.Count > 0)
            return files;
        files.Dispose();
        throw new InvalidInputException(
            $"{path}: there are no images in it, expected {string.Join(", ", Extensions)} files"
        );
    }

    /// <summary>By the name's ending, in any case. Hidden files and what macOS adds to a zip are none.</summary>
    internal static bool IsImage(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !CompanionFile.Is(path);
}
