using RobustRepro.Files;

namespace RobustRepro.Probes.Broden;

/// <summary>The label and category files of a Broden folder: label.csv, category.csv and a c_CATEGORY.csv for each
/// category.</summary>
internal sealed class BrodenLabels
{
    /// <summary>Highest number that R + 256 G can hold.</summary>
    private const int MostLabels = ushort.MaxValue;

    private readonly bool[] known;

    private BrodenLabels(string labelFile, bool[] known, ConceptCatalogue catalogue)
    {
        LabelFile = labelFile;
        this.known = known;
        Catalogue = catalogue;
    }

    public string LabelFile { get; }

    /// <summary>Numbers that label.csv leaves out are concepts without a name there, which no image may use.</summary>
    public ConceptCatalogue Catalogue { get; }

    /// <summary>Whether label.csv lists a number.</summary>
    public bool Knows(int number) => number > 0 && number < known.Length && known[number];

    /// <param name="categories">Those to use, in any order.</param>
    /// <exception cref="InvalidInputException">A file is absent or damaged.</exception>
    public static BrodenLabels Read(BrodenFiles files, IReadOnlyList<string> categories)
    {
        const string label = "label.csv";
        string labelFile = files.NameOf(label);
        Dictionary<int, string> names = ReadNames(files, label);
        int count = names.Keys.Max();
        var known = new bool[count + 1];
        foreach (int number in names.Keys)
            known[number] = true;

        List<string> order = ReadOrder(files, "category.csv", categories);
        // a label belongs to the category that it covers most of; to the last one if none or several do
        var best = new double[count + 1];
        var primary = new int[count + 1];
        for (int category = 0; category < order.Count; category++)
        {
            double[] coverage = ReadCoverage(files, $"c_{order[category]}.csv", known, labelFile);
            for (int number = 1; number <= count; number++)
            {
                if (coverage[number] >= best[number])
                    (best[number], primary[number]) = (coverage[number], category);
            }
        }
        return new(
            labelFile,
            known,
            new(
                order,
                [
                    .. Enumerable
                        .Range(1, count)
                        .Select(n => new Concept(n, names.GetValueOrDefault(n, ""), order[primary[n]])),
                ]
            )
        );
    }

    private static Dictionary<int, string> ReadNames(BrodenFiles files, string name)
    {
        string file = files.NameOf(name);
        using var table = new CsvTable(files.Read(name), file, ["number", "name"]);
        Dictionary<int, string> names = [];
        while (table.Read())
        {
            int number = table.WholeNumber("number", 0, MostLabels);
            // 0 stands for no label
            if (number > 0 && !names.TryAdd(number, table["name"]))
                throw table.Error($"label {number} is listed a second time");
        }
        return names.Count > 0 ? names : throw new InvalidInputException($"{file}: lists no labels");
    }

    /// <summary>The wanted categories in the file's order, which decides ties.</summary>
    private static List<string> ReadOrder(BrodenFiles files, string name, IReadOnlyList<string> wanted)
    {
        string file = files.NameOf(name);
        using var table = new CsvTable(files.Read(name), file, ["name"]);
        List<string> all = [];
        while (table.Read())
        {
            if (all.Contains(table["name"]))
                throw table.Error($"category '{CsvTable.Printable(table["name"])}' is listed a second time");
            all.Add(table["name"]);
        }
        return wanted.FirstOrDefault(w => !all.Contains(w)) is { } absent
            ? throw new InvalidInputException(
                $"{file}: there is no category '{CsvTable.Printable(absent)}'; found: "
                    + $"{string.Join(", ", all.Select(CsvTable.Printable))}"
            )
            : [.. all.Where(wanted.Contains)];
    }

    /// <summary>How much of the data set each label covers within a category, in images.</summary>
    private static double[] ReadCoverage(BrodenFiles files, string name, bool[] known, string labelFile)
    {
        string file = files.NameOf(name);
        using var table = new CsvTable(files.Read(name), file, ["number", "coverage"]);
        var coverage = new double[known.Length];
        bool any = false;
        while (table.Read())
        {
            int number = table.WholeNumber("number", 0, MostLabels);
            double share = table.Share("coverage");
            if (number == 0)
                continue;
            if (number >= known.Length || !known[number])
                throw table.Error($"label {number} is not in {Path.GetFileName(labelFile)}");
            coverage[number] = share;
            any = true;
        }
        return any
            ? coverage
            : throw new InvalidInputException(
                $"{file}: the category has no labels; leave it out of the categories asked for"
            );
    }
}
