using System.Collections.Concurrent;

namespace RobustRepro.Testing;

/// <summary>Studies that tests have asked for: opened once per run, so that each network is measured once.</summary>
internal static class OpenSuites
{
    private static readonly ConcurrentDictionary<string, Lazy<Suite>> Opened = new();

    public static Suite Get(string study) => Opened.GetOrAdd(study, name => new(() => Suite.Open(name))).Value;
}
