using RobustRepro.Files;

namespace RobustRepro;

/// <summary>
/// Something the user gave cannot be used: an unknown name, a malformed file, a value out of range. The message is one
/// line that says which file or key, what was expected and what to do. Programs end with exit code 2.
/// </summary>
public sealed class InvalidInputException : Exception
{
    private const int MostListed = 100;

    public InvalidInputException(string message)
        : base(message) { }

    public InvalidInputException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>The error for a name that is not among the known ones; it asks after the one that was probably
    /// meant.</summary>
    public static InvalidInputException Unknown(string what, string given, IEnumerable<string> known)
    {
        // names may come from a stranger's file
        string[] names = [.. known.Select(Printable.Name)];
        string question = NearestName.Question(given, names),
            more = names.Length > MostListed ? $", and {names.Length - MostListed} more" : "";
        return new(
            $"unknown {what} '{Printable.Name(given)}';{question} known: "
                + string.Join(", ", names.Take(MostListed))
                + more
        );
    }
}
