namespace RobustRepro.Studies.PublishedDecisions;

/// <summary>What a file name <c>dataset_observer_session-1.csv</c> says of its observer.</summary>
/// <param name="Short">Without dataset and session.</param>
/// <param name="WithSession">Without dataset.</param>
/// <param name="Full">The file name without extension.</param>
internal sealed record ObserverName(string Short, string WithSession, string Full)
{
    /// <summary>The shortest of the three that no other file of the folder shares.</summary>
    public string Unambiguous { get; private init; } = Short;

    public static ObserverName Of(string path)
    {
        string full = Path.GetFileNameWithoutExtension(path);
        string withSession = full[(full.IndexOf('_') + 1)..];
        int session = withSession.LastIndexOf("_session", StringComparison.OrdinalIgnoreCase);
        string shortest = session > 0 ? withSession[..session] : withSession;
        return shortest.Length > 0 ? new(shortest, withSession, full) : new(full, full, full);
    }

    /// <summary>Names for the files of one folder: two networks may differ in nothing but how their session is
    /// spelled.</summary>
    public static ObserverName[] Unique(IReadOnlyList<string> paths)
    {
        ObserverName[] names = [.. paths.Select(Of)];
        bool Alone(Func<ObserverName, string> form, ObserverName name) => names.Count(n => form(n) == form(name)) == 1;
        return
        [
            .. names.Select(name =>
                name with
                {
                    Unambiguous =
                        Alone(n => n.Short, name) ? name.Short
                        : Alone(n => n.WithSession, name) ? name.WithSession
                        : name.Full,
                }
            ),
        ];
    }
}
