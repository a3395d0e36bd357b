using System.Diagnostics;
using System.Globalization;

namespace RobustRepro.Fuzz;

/// <summary>Has a process of its own do the work, keeps the input at which it died, and starts another until the time
/// or the inputs are used up. Says at the end what came of it, in a line.</summary>
internal sealed class Supervisor(string reader, long seconds, long inputs, string folder)
{
    /// <summary>Deaths after which there is nothing to learn from more of them.</summary>
    private const int MostDeaths = 20;

    private readonly HashSet<string> kinds = [];
    private long done;
    private string last = "";

    /// <returns>0 where nothing was found, else 1.</returns>
    public int Run()
    {
        var time = Stopwatch.StartNew();
        int deaths = 0,
            hangs = 0,
            seed = 1 + Kept();
        long before = 0;
        while (true)
        {
            long left = seconds - (long)time.Elapsed.TotalSeconds;
            int code = Work(left, inputs - before, seed++);
            before += done;
            done = 0;
            if (code == 0)
                break;
            string kind = code == Worker.Hung ? "hang" : $"death-{code}";
            hangs += code == Worker.Hung ? 1 : 0;
            deaths += code == Worker.Hung ? 0 : 1;
            Save(kind);
            if (deaths + hangs >= MostDeaths || time.Elapsed.TotalSeconds >= seconds || before >= inputs)
                break;
        }
        double took = time.Elapsed.TotalSeconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{reader}: {before} inputs in {took:0} s ({before / took:0}/s), {kinds.Count} kinds of "
                    + $"finds, {deaths} deaths, {hangs} hangs; {last}"
            )
        );
        foreach (string kind in kinds)
            Console.WriteLine($"  {kind}");
        return kinds.Count + deaths + hangs == 0 ? 0 : 1;
    }

    private int Work(long left, long most, int seed)
    {
        var info = new ProcessStartInfo(
            "dotnet",
            [typeof(Supervisor).Assembly.Location, "work", reader, $"{left}", $"{most}", folder, $"{seed}"]
        )
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(info)!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("find ", StringComparison.Ordinal) && kinds.Add(line[5..]))
                Console.WriteLine($"{reader}: {line}");
            if (line.Split(' ') is ["inputs", var count, ..])
            {
                done = long.Parse(count, CultureInfo.InvariantCulture);
                last = line[(line.IndexOf("kept", StringComparison.Ordinal))..];
            }
        }
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Of earlier runs: each run goes other ways than those before it.</summary>
    private int Kept() =>
        Directory.Exists(Path.Combine(folder, "corpus"))
            ? Directory.GetFiles(Path.Combine(folder, "corpus")).Length
            : 0;

    private void Save(string kind)
    {
        if (!File.Exists(Worker.Current(folder)))
            return;
        string finds = Path.Combine(folder, "finds");
        Directory.CreateDirectory(finds);
        File.WriteAllBytes(
            Path.Combine(finds, $"{kind}.{Guid.NewGuid():N}"[..(kind.Length + 17)]),
            LastInput.Of(Worker.Current(folder))
        );
        Console.WriteLine($"{reader}: {kind}");
    }
}
