using System.Diagnostics;
using System.Security.Cryptography;
using RobustRepro.Tests.Fuzz.Readers;

namespace RobustRepro.Fuzz;

/// <summary>Fuzzes a reader in this process: inputs that take a branch that none took before are kept and changed
/// further. Says on the console how far it is; what it finds is in the folder.</summary>
internal sealed class Worker
{
    /// <summary>Exit code of the watchdog, when an input has no end.</summary>
    public const int Hung = 70;

    /// <summary>Of the processor. A machine with other work to do may let an input wait for long.</summary>
    private const double LongestSeconds = 10;

    /// <summary>By the clock: it waits for something.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private const int LookEvery = 4096,
        SayEverySeconds = 2,
        MostPerFind = 3,
        MostKept = 20_000;

    private readonly FuzzedReader reader;
    private readonly string folder;
    private readonly Random random;
    private readonly Mutator mutator;
    private readonly Coverage coverage = new();
    private readonly List<(byte[] Input, double Cost)> kept = [];
    private readonly Dictionary<string, int> finds = [];
    private long begun;
    private double begunSeconds;

    /// <param name="folder">Gets <c>corpus</c> and <c>finds</c>; what corpus holds is where it starts from.</param>
    public Worker(FuzzedReader reader, string folder, int seed)
    {
        this.reader = reader;
        this.folder = folder;
        random = new(seed);
        mutator = new(random, reader.Words);
        Directory.CreateDirectory(Path.Combine(folder, "corpus"));
        Directory.CreateDirectory(Path.Combine(folder, "finds"));
    }

    /// <summary>The input that is being read: what is left of it when the process dies.</summary>
    public static string Current(string folder) => Path.Combine(WorkOf(folder), "current");

    public static string WorkOf(string folder) =>
        Path.Combine("/dev/shm", $"robustrepro-fuzz-{Path.GetFileName(folder)}");

    public void Run(long seconds, long inputs)
    {
        byte[][] seeds =
        [
            .. reader.Seeds(),
            .. Directory.GetFiles(Path.Combine(folder, "corpus")).Select(File.ReadAllBytes),
        ];
        Directory.CreateDirectory(WorkOf(folder));
        using var trial = new Trial(reader, Path.Combine(WorkOf(folder), "files"));
        using var current = new LastInput(Current(folder));
        foreach (byte[] seed in seeds)
            Try(trial, current, seed, isSeed: true);
        trial.Settle();
        Sandbox.Enter();
        new Thread(Watch) { IsBackground = true }.Start();
        var time = Stopwatch.StartNew();
        double said = 0;
        long done = 0;
        for (; done < inputs && time.Elapsed.TotalSeconds < seconds; done++)
        {
            Try(trial, current, mutator.Change(Chosen(), kept[random.Next(kept.Count)].Input), isSeed: false);
            if (done % LookEvery == 0 && trial.LeftSomething())
                Found("left-files", []);
            if (time.Elapsed.TotalSeconds - said > SayEverySeconds)
                Say(done, said = time.Elapsed.TotalSeconds);
        }
        Say(done, time.Elapsed.TotalSeconds);
    }

    private void Say(long done, double seconds) =>
        Console.WriteLine($"inputs {done} kept {kept.Count} branches {coverage.Touched} seconds {seconds:0}");

    /// <summary>The cheaper of two, and often one of the last.</summary>
    private byte[] Chosen()
    {
        (byte[] input, double cost) = Any();
        (byte[] other, double otherCost) = Any();
        return cost <= otherCost ? input : other;

        (byte[], double) Any() =>
            kept[
                random.Next(3) == 0 ? kept.Count - 1 - random.Next(Math.Min(kept.Count, 32)) : random.Next(kept.Count)
            ];
    }

    private void Try(Trial trial, LastInput current, byte[] input, bool isSeed)
    {
        current.Keep(input);
        begunSeconds = Usage.Seconds;
        Interlocked.Exchange(ref begun, Stopwatch.GetTimestamp());
        Coverage.Begin();
        long start = Stopwatch.GetTimestamp();
        string? wrong = trial.Of(input);
        double cost = Stopwatch.GetElapsedTime(start).TotalSeconds;
        bool isNew = coverage.IsNew();
        Interlocked.Exchange(ref begun, 0);
        // the first of all load what reads them
        if (wrong is not null && !(isSeed && wrong is Trial.Slow or Trial.Memory))
            Found(wrong, input);
        else if (isSeed || (isNew && kept.Count < MostKept))
            Keep(input, cost, isSeed);
    }

    private void Keep(byte[] input, double cost, bool isSeed)
    {
        kept.Add((input, cost * (1 + input.Length / 1000.0)));
        if (!isSeed)
            File.WriteAllBytes(Path.Combine(folder, "corpus", Name(input)), input);
    }

    private void Found(string wrong, byte[] input)
    {
        finds[wrong] = finds.GetValueOrDefault(wrong) + 1;
        if (finds[wrong] > MostPerFind)
            return;
        string name = string.Concat(wrong.Select(c => char.IsLetterOrDigit(c) || c == '.' ? c : '_'));
        File.WriteAllBytes(Path.Combine(folder, "finds", $"{name}.{Name(input)}"), input);
        Console.WriteLine($"find {wrong}");
    }

    private static string Name(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input))[..16];

    private void Watch()
    {
        while (true)
        {
            Thread.Sleep(1000);
            if (
                Interlocked.Read(ref begun) is > 0 and var since
                && (Usage.Seconds - begunSeconds > LongestSeconds || Stopwatch.GetElapsedTime(since) > Longest)
            )
                Environment.Exit(Hung);
        }
    }
}
