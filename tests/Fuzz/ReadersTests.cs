using RobustRepro.Tests.Fuzz.Readers;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Fuzz;

/// <summary>Every reader of strangers' files, on valid files with changes, the same every time, and on what fuzzing
/// found (<c>eng/fuzz.sh</c>). Each answers with values or with one line, and leaves nothing behind.</summary>
public sealed class ReadersTests : IDisposable
{
    private const int Mutations = 250;

    private static readonly string Found = Path.Combine(ReferenceData.RepositoryRoot, "tests", "Fuzz", "data", "found");

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Readers { get; } = [.. FuzzedReaders.All.Select(r => r.Name)];

    public static TheoryData<string, string> Cases { get; } = AllCases();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Readers))]
    public void Seeds_are_read_and_changed_ones_are_read_or_refused_in_one_line(string name)
    {
        var reader = FuzzedReaders.Find(name);
        byte[][] seeds = [.. reader.Seeds()];
        seeds.Should().NotBeEmpty();
        string path = Prepared(reader);
        string[] before = Entries();
        seeds.Should().Contain(s => Read(reader, path, s) == null, "a valid file is read");

        var random = new Random(1);
        var mutator = new Mutator(random, reader.Words);
        for (int i = 0; i < Mutations; i++)
        {
            byte[] input = mutator.Change(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)]);
            RequireRefused(Read(reader, path, input), $"mutation {i} of {name}");
        }
        Entries().Should().Equal(before);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_fuzzing_found_is_read_or_refused_in_one_line(string name, string file)
    {
        var reader = FuzzedReaders.Find(name);
        byte[] input = File.ReadAllBytes(Path.Combine(Found, name, file));
        RequireRefused(Read(reader, Prepared(reader), input), file);
    }

    private static TheoryData<string, string> AllCases()
    {
        var cases = new TheoryData<string, string>();
        foreach (
            string file in Directory.GetFiles(Found, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        )
            cases.Add(Path.GetFileName(Path.GetDirectoryName(file))!, Path.GetFileName(file));
        return cases;
    }

    private string Prepared(FuzzedReader reader)
    {
        string path = folder.File(reader.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        reader.Prepare(folder.Path);
        File.WriteAllBytes(path, []);
        return path;
    }

    private string[] Entries() =>
        [.. Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Order()];

    private static Exception? Read(FuzzedReader reader, string path, byte[] input)
    {
        File.WriteAllBytes(path, reader.Pack(input));
        return Record.Exception(() => reader.Read(path));
    }

    private static void RequireRefused(Exception? error, string input)
    {
        if (error is null)
            return;
        error.Should().BeOfType<InvalidInputException>($"{input} ({error})");
        error.Message.Should().NotContainAny("\n", "\r", "\0", "\u001b");
    }
}
