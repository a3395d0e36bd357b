using System.Globalization;
using RobustRepro.Tests.Fuzz.Readers;

namespace RobustRepro.Fuzz;

/// <summary>
/// <code>
/// list                                     names the readers
/// run READER SECONDS INPUTS FOLDER         fuzzes one, and starts anew what dies
/// work READER SECONDS INPUTS FOLDER SEED   fuzzes one in this process
/// seeds READER FOLDER                      writes its valid inputs as files
/// afl READER FOLDER                        is the target of afl-fuzz
/// replay READER FOLDER FILE...             says what an input does
/// </code>
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Coverage.Start();
        switch (arguments)
        {
            case ["list"]:
                foreach (FuzzedReader reader in FuzzedReaders.All)
                    Console.WriteLine(reader.Name);
                return 0;
            case ["run", var name, var seconds, var inputs, var folder]:
                return new Supervisor(name, Number(seconds), Number(inputs), folder).Run();
            case ["work", var name, var seconds, var inputs, var folder, var seed]:
                new Worker(FuzzedReaders.Find(name), folder, (int)Number(seed)).Run(Number(seconds), Number(inputs));
                return 0;
            case ["seeds", var name, var folder]:
                int i = 0;
                Directory.CreateDirectory(folder);
                foreach (byte[] input in FuzzedReaders.Find(name).Seeds())
                    File.WriteAllBytes(Path.Combine(folder, $"{i++:000}"), input);
                return 0;
            case ["afl", var name, var folder]:
                AflTarget.Run(FuzzedReaders.Find(name), folder);
                return 0;
            case ["replay", var name, var folder, .. var files]:
                using (var trial = new Trial(FuzzedReaders.Find(name), folder))
                {
                    foreach (string file in files)
                        Console.WriteLine($"{file}: {trial.Of(File.ReadAllBytes(file))}");
                }
                return 0;
            default:
                Console.Error.WriteLine("unknown arguments; see eng/fuzz.sh");
                return 2;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
