using RobustRepro.Datasets.Download;
using RobustRepro.Files;

namespace RobustRepro.Configuration;

/// <summary>What <c>data get</c> left in the data folder.</summary>
internal sealed class FetchedData(string folder)
{
    private static readonly Lazy<DataCatalogue> Catalogue = new(() =>
        DataCatalogue.Load(Path.Combine(Fixtures.Folder, "data", "catalogue.json"))
    );

    /// <summary>What is there of the first of the data sets that give a setting, or null.</summary>
    public string? For(Setting setting)
    {
        if (setting.FoundIn.Count == 0 || !Directory.Exists(folder))
            return null;
        var store = new DataStore(folder);
        return setting
            .FoundIn.Select(Catalogue.Value.Find)
            .SelectMany(e => new[] { store.PathOf(e), store.FolderOf(e) }.Skip(e.Unpack ? 1 : 0))
            .FirstOrDefault(p => File.Exists(p) || Directory.Exists(p));
    }

    /// <summary>Beside the settings where there are any, so that it is one folder wherever below them one works. Else
    /// the nearest one upwards that holds something fetched, since tests run from where they were built; else the
    /// working folder's.</summary>
    /// <param name="name">Of the folder.</param>
    /// <param name="settings">The file of the settings, or null.</param>
    /// <param name="working">The folder that is worked in.</param>
    public static string DefaultFolder(string name, string? settings, string working)
    {
        if (settings is not null)
            return Path.Combine(Path.GetDirectoryName(settings)!, name);
        for (DirectoryInfo? at = new(Path.GetFullPath(working)); at is not null; at = at.Parent)
        {
            string there = Path.Combine(at.FullName, name);
            if (Directory.Exists(there) && Catalogue.Value.Entries.Any(e => File.Exists(Path.Combine(there, e.File))))
                return there;
        }
        return Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(working, name));
    }
}
