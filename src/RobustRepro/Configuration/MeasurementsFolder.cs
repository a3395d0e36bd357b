using RobustRepro.Files;
using RobustRepro.Measuring.Store;

namespace RobustRepro.Configuration;

/// <summary>Where measurements are kept on this system.</summary>
internal static class MeasurementsFolder
{
    /// <summary>In place of a folder: keep nothing.</summary>
    public const string None = "none";

    private const string Name = "robustrepro";

    /// <summary><c>$XDG_CACHE_HOME/robustrepro</c>, or where the system keeps what can be made again; nowhere for a
    /// user without a home.</summary>
    public static string Default
    {
        get
        {
            string caches =
                Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named
                : OperatingSystem.IsWindows()
                    ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is not { Length: > 0 } home ? ""
                : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
                : Path.Combine(home, ".cache");
            return caches == "" ? None : Path.Combine(caches, Name);
        }
    }

    /// <exception cref="InvalidInputException">It is a file or in one, or a link to nothing.</exception>
    public static MeasurementStore? Open(string setting, bool fresh)
    {
        // a path in robustrepro.json has become a full one
        if (Path.GetFileName(setting) == None)
            return null;
        if (DeadLink.TargetOf(setting) is { } gone)
            throw new InvalidInputException(
                $"setting Measurements:Folder is {setting}, a link to {gone}, which is not there; make that first"
            );
        if (OutputFolder.FileInTheWay(setting) is not { } file)
            return new(setting) { Fresh = fresh };
        string which = file == Path.GetFullPath(setting) ? "which is a file" : $"but {file} is a file";
        throw new InvalidInputException(
            $"setting Measurements:Folder is {setting}, {which}; expected a folder, or {None}"
        );
    }
}
