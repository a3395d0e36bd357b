using CsvHelper;

namespace RobustRepro.Files;

/// <summary>
/// A CSV file read row by row and by column name: any order of columns, any case, quotes, spaces around values, either
/// line end, a byte-order mark. Every error is one line that says file and line.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        // an unclosed quote would otherwise take the rest of the file for one value
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
    };

    private readonly string source;
    private readonly CsvReader reader;
    private readonly int width;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> doubled = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="source">The file, as errors name it.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <exception cref="InvalidInputException">The file is not in UTF-8, is empty, or lacks a required
    /// column.</exception>
    public CsvTable(byte[] content, string source, IReadOnlyList<string> required)
    {
        this.source = source;
        PlainText.Require(content, source);
        reader = CsvReader.Create(content, Options);
        string[] header = Guarded(() => reader.Headers.Select(name => name.Trim()).ToArray());
        if (header.Length == 0)
            throw new InvalidInputException(
                $"{source}: the file is empty; its first line must name the columns {string.Join(", ", required)}"
            );
        width = header.Length;
        Columns = header;
        for (int i = 0; i < width; i++)
        {
            if (!columns.TryAdd(header[i], i))
                doubled.Add(header[i]);
        }
        string[] missing = [.. required.Where(name => !columns.ContainsKey(name))];
        if (missing.Length > 0)
        {
            string noun = missing.Length == 1 ? "column" : "columns";
            throw Error(
                SeparatorOf(header) is { } separator
                    ? $"columns are separated by {separator}; expected commas"
                    : $"missing {noun} {string.Join(", ", missing.Select(Printable))}; found: "
                        + string.Join(", ", header.Select(Printable))
            );
        }
    }

    /// <summary>Their names, in the file's order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Line of the current row, from 1.</summary>
    public long Line => Math.Max(1, reader.LineNumber);

    /// <summary>The value of the current row, without spaces around it.</summary>
    /// <exception cref="InvalidInputException">The row ends before that column, or two columns have its
    /// name.</exception>
    public string this[string column]
    {
        get
        {
            int index = columns[column];
            if (doubled.Contains(column))
                throw new InvalidInputException(
                    $"{source}:1: two columns are called {Printable(column)}; which is meant cannot be told"
                );
            return index < reader.FieldCount
                ? reader.GetString(index)
                : throw Error(
                    $"no value for column {column}: the row has {reader.FieldCount} of {width} values; is "
                        + $"the file cut off?"
                );
        }
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InvalidInputException">The file is absent or cannot be read.</exception>
    public static byte[] Load(string path)
    {
        InputFile.Require(path);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: the file cannot be read ({Printable(error.Message)})", error);
        }
    }

    /// <summary>Goes to the next row; false after the last.</summary>
    /// <exception cref="InvalidInputException">The row is not CSV, or has more values than there are
    /// columns.</exception>
    public bool Read()
    {
        if (!Guarded(reader.Read))
            return false;
        // a comma in a number moves all that follows it under another name; empty values at the end move nothing
        for (int i = width; i < reader.FieldCount; i++)
        {
            if (reader.GetString(i).Length > 0)
                throw Error(
                    $"the row has {reader.FieldCount} values for {width} columns; is there a comma inside one?"
                );
        }
        return true;
    }

    /// <summary>An error about the current row.</summary>
    public InvalidInputException Error(string problem) => new($"{source}:{Line}: {problem}");

    /// <summary>A value as an error message can show it: one line, not too long.</summary>
    public static string Printable(string value)
    {
        const int longest = 80;
        string line = string.Concat(value.Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= longest ? line : line[..longest] + "...";
    }

    public void Dispose() => reader.Dispose();

    /// <summary>What stands between the names where it is no comma: the whole first line passes for one name, or for
    /// a few where numbers in it have commas. Null where commas are there.</summary>
    private static string? SeparatorOf(string[] header)
    {
        foreach ((char separator, string name) in new[] { (';', "';'"), ('\t', "tabs") })
        {
            int count = header.Sum(column => column.Count(c => c == separator));
            if (count > 0 && count >= header.Length - 1)
                return name;
        }
        return null;
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw new InvalidInputException(
                $"{source}:{Math.Max(1, error.LineNumber)}: a quote in this row is not closed, or stands "
                    + $"inside of a value ({Printable(error.Message)})",
                error
            );
        }
    }
}
