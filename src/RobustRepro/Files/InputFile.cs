namespace RobustRepro.Files;

/// <summary>A file that is going to be read: what stands in the way is said before it is opened.</summary>
public static class InputFile
{
    /// <param name="noun">What it should be, for the error.</param>
    /// <exception cref="InvalidInputException">There is none, it is a folder, or a link to nothing.</exception>
    public static void Require(string path, string noun = "file")
    {
        if (Directory.Exists(path))
            throw new InvalidInputException($"{path}: is a folder, expected a {noun}");
        if (DeadLink.TargetOf(path) is { } target)
            throw new InvalidInputException($"{path}: is a link to {Printable.Name(target)}, which is not there");
        if (!File.Exists(path))
            throw new InvalidInputException($"{path}: there is no such {noun}");
    }
}
