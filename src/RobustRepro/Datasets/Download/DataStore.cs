using RobustRepro.Files;

namespace RobustRepro.Datasets.Download;

/// <summary>The folder that downloaded data sets lie in.</summary>
/// <param name="folder">Created when something is downloaded.</param>
public sealed class DataStore(string folder)
{
    public string PathOf(DataSetEntry entry) => Path.Combine(folder, entry.File);

    /// <summary>Where a data set's archive is unpacked.</summary>
    public string FolderOf(DataSetEntry entry)
    {
        string name = Path.GetFileNameWithoutExtension(entry.File);
        return Path.Combine(
            folder,
            name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? name[..^".tar".Length] : name
        );
    }

    /// <summary>What there is, by name alone.</summary>
    public DataState Glance(DataSetEntry entry) =>
        File.Exists(PathOf(entry)) ? DataState.Unverifiable
        : new PartialFile(PathOf(entry)).Length > 0 ? DataState.Partial
        : DataState.Missing;

    /// <summary>Compares the file with what is published of it.</summary>
    public DataCheck Check(
        DataSetEntry entry,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        string path = PathOf(entry);
        DataState state = Glance(entry);
        if (state != DataState.Unverifiable)
            return new(entry, path, state, null, null);
        var digest = FileDigest.Of(path, progress, cancellation);
        string? problem = entry.DifferenceOf(digest);
        bool known = entry.Md5 is not null || entry.Sha256 is not null;
        return new(
            entry,
            path,
            problem is not null ? DataState.Wrong
                : known ? DataState.Intact
                : DataState.Unverifiable,
            digest,
            problem
        );
    }

    /// <summary>Downloads a data set unless it is there, and unpacks it where it is used unpacked.</summary>
    /// <returns>The file, or the folder it was unpacked to.</returns>
    /// <exception cref="InvalidInputException">There is no download, or the file is not the published one.</exception>
    /// <exception cref="IOException">The server cannot be reached or refuses, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<string> GetAsync(
        DataSetEntry entry,
        Downloader downloader,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        if (entry.Url is null)
            throw new InvalidInputException($"{entry.Name} cannot be downloaded: {entry.Instructions}");
        string path = PathOf(entry);
        if (entry.Unpack && Directory.Exists(FolderOf(entry)))
            return FolderOf(entry);
        if (Check(entry, null, cancellation) is { State: DataState.Wrong } wrong)
            throw new InvalidInputException(
                $"{path}: this is not the published file: {wrong.Problem}; delete it, and the same command "
                    + $"downloads it again"
            );
        if (!File.Exists(path))
            await downloader.FetchAsync(entry, path, progress, cancellation);
        if (!entry.Unpack)
            return path;
        Archive.Unpack(path, FolderOf(entry), progress, cancellation);
        return FolderOf(entry);
    }
}
