using RobustRepro.Files;

namespace RobustRepro.Measuring.Store;

/// <summary>
/// Measurements on disk, one file each, so that what was measured once is not measured again: by another program, on
/// another machine, or after a power cut. Files are written whole or not at all, and several processes may share a
/// folder. What is damaged is never believed, and nothing that stops the store stops a measurement.
/// </summary>
/// <param name="folder">Made when the first measurement is written.</param>
public sealed class MeasurementStore(string folder)
{
    /// <summary>A link may lead to a folder above it.</summary>
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    private readonly Lock gate = new();
    private bool writes = true;
    private int notKept;

    /// <summary>Full path.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Whether to measure everything anew, and to store it in place of what is there.</summary>
    public bool Fresh { get; init; }

    /// <summary>Told, a line each, what could not be read or written.</summary>
    public Action<string>? Warn { get; set; }

    /// <summary>Measurements of this run that could not be written.</summary>
    public int NotKept
    {
        get
        {
            lock (gate)
                return notKept;
        }
    }

    /// <summary>A stored measurement, or null where there is none that can be believed.</summary>
    public StoredMeasurement? Find(MeasurementKey key)
    {
        string path = PathOf(key);
        if (Fresh || !File.Exists(path) || DeadLink.TargetOf(path) is not null)
            return null;
        try
        {
            (StoredAbout about, StoredMeasurement measurement) = StoredFile.Read(path);
            return about.Key == key.Hash ? measurement : throw StoredFile.Misnamed;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            Tell($"{path}: {Printable.Line(e.Message)}; {key} is measured again");
            return null;
        }
    }

    /// <summary>Reads a measurement where there is one that can be believed; else measures and keeps it.</summary>
    /// <param name="read">From stored arrays; what it cannot read is said in one line, and measured again.</param>
    /// <param name="write">Into the arrays to be stored.</param>
    /// <returns>What was measured, and the stored measurement, which says when and where.</returns>
    internal (T Value, StoredMeasurement From) Get<T>(
        MeasurementKey key,
        Func<StoredMeasurement, T> read,
        Func<T> measure,
        Func<StoredMeasurement, T, StoredMeasurement> write
    )
    {
        if (Find(key) is { } stored)
        {
            try
            {
                return (read(stored), stored);
            }
            catch (Exception e) when (e is InvalidDataException or IndexOutOfRangeException or ArgumentException)
            {
                Tell($"{PathOf(key)}: {Printable.Line(e.Message)}; {key} is measured again");
            }
        }
        T measured = measure();
        StoredMeasurement fresh = new();
        Keep(key, write(fresh, measured));
        return (measured, fresh);
    }

    /// <summary>Keeps a measurement. Where the disk is full or the folder cannot be written, the store says so once and
    /// keeps nothing more in this run.</summary>
    public void Keep(MeasurementKey key, StoredMeasurement measurement)
    {
        if (Writes(key, measurement))
            return;
        lock (gate)
            notKept++;
    }

    private bool Writes(MeasurementKey key, StoredMeasurement measurement)
    {
        lock (gate)
        {
            if (!writes)
                return false;
        }
        string path = PathOf(key);
        try
        {
            AtomicFile.Write(path, stream => StoredFile.Write(stream, key, measurement));
            return true;
        }
        catch (InvalidInputException) when (Directory.Exists(Folder))
        {
            // one name that is taken is no reason to keep nothing else
            Tell($"{path}: a folder, a file or a link to nothing is in the way; {key} is not kept");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidInputException)
        {
            lock (gate)
            {
                if (!writes)
                    return false;
                writes = false;
            }
            Tell($"{Folder}: {Printable.Line(e.Message)}; this run goes on and stores nothing more");
        }
        return false;
    }

    /// <summary>Every file of the store: what it says of itself, or why it cannot be read.</summary>
    public IEnumerable<StoredEntry> Entries()
    {
        if (!Directory.Exists(Folder))
            yield break;
        string[] paths =
        [
            .. Directory
                .EnumerateFiles(Folder, "*" + StoredFile.Extension, Everywhere)
                .Where(path => !CompanionFile.Is(path))
                .Order(StringComparer.Ordinal),
        ];
        foreach (string path in paths)
        {
            StoredAbout? about = null;
            string? problem = null;
            try
            {
                about = StoredFile.Read(path).About;
                if (!StoredFile.IsNameOf(path, about))
                    throw StoredFile.Misnamed;
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                (about, problem) = (null, Printable.Line(e.Message));
            }
            yield return new(path, new FileInfo(path).Length, about, problem);
        }
    }

    /// <summary>Deletes the store's own files that are of no use: measured by other code, damaged, or left half-written
    /// by a process that was killed. Files of a later format, and whatever else lies in the folder, stay.</summary>
    /// <param name="all">Everything that the store wrote.</param>
    /// <returns>What was deleted.</returns>
    public (int Files, long Bytes) Prune(bool all)
    {
        StoredEntry[] useless =
        [
            .. Entries().Where(e => all ? e.Problem is null || e.IsOurs : !e.IsCurrent && e.IsOurs),
            .. Leftovers(),
        ];
        foreach (StoredEntry entry in useless)
            File.Delete(entry.Path);
        return (useless.Length, useless.Sum(e => e.Bytes));
    }

    /// <summary>A process that writes needs a second: what is an hour old was left.</summary>
    private StoredEntry[] Leftovers() =>
        Directory.Exists(Folder)
            ? Directory
                .EnumerateFiles(Folder, $"*{StoredFile.Extension}.*.tmp", Everywhere)
                .Select(path => new FileInfo(path))
                .Where(file =>
                    TimeProvider.System.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > TimeSpan.FromHours(1)
                )
                .Select(file => new StoredEntry(file.FullName, file.Length, null, "left half-written"))
                .ToArray()
            : [];

    /// <summary>Where a measurement is, or would be.</summary>
    public string PathOf(MeasurementKey key) =>
        Path.Combine(
            Folder,
            StoredFile.NameOf(key.Study),
            StoredFile.NameOf(key.Network),
            StoredFile.NameOf(key.Part, key.Set, key.Hash)
        );

    private static bool IsUnreadable(Exception e) =>
        e is IOException or UnauthorizedAccessException or InvalidDataException;

    private void Tell(string line)
    {
        lock (gate)
            Warn?.Invoke(line);
    }
}
