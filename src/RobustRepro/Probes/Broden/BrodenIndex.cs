using RobustRepro.Files;

namespace RobustRepro.Probes.Broden;

/// <summary>Reads index.csv.</summary>
internal static class BrodenIndex
{
    private const string Name = "index.csv";

    /// <summary>Longest side of a label map: more is a damaged number.</summary>
    private const int LongestSide = 16384;

    /// <summary>The images that have some label of the catalogue's categories.</summary>
    /// <exception cref="InvalidInputException">The file is absent or damaged, or it names a file that is
    /// absent.</exception>
    public static BrodenImage[] Read(BrodenFiles files, string images, BrodenLabels labels)
    {
        string file = files.NameOf(Name);
        IReadOnlyList<string> categories = labels.Catalogue.Categories;
        using var table = new CsvTable(files.Read(Name), file, ["image", "sh", "sw", .. categories]);
        List<BrodenImage> rows = [];
        while (table.Read())
        {
            List<string> maps = [];
            List<int> whole = [];
            foreach (string category in categories)
            {
                foreach (
                    string item in table[category]
                        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                )
                {
                    if (item.All(char.IsAsciiDigit))
                        AddNumber(whole, item, category);
                    else
                        maps.Add(Existing(item, category));
                }
            }
            if (maps.Count + whole.Count > 0)
                rows.Add(
                    new(
                        $"{file}:{table.Line}",
                        Existing(table["image"], "image"),
                        table.WholeNumber("sh", 1, LongestSide),
                        table.WholeNumber("sw", 1, LongestSide),
                        [.. maps],
                        [.. whole]
                    )
                );
        }
        return rows.Count > 0
            ? [.. rows]
            : throw new InvalidInputException(
                $"{file}: no image has a label of the categories {string.Join(", ", categories)}"
            );

        void AddNumber(List<int> numbers, string item, string category)
        {
            if (!int.TryParse(item, out int number) || (number != 0 && !labels.Knows(number)))
                throw table.Error(
                    $"label {CsvTable.Printable(item)} in column {category} is not in "
                        + $"{Path.GetFileName(labels.LabelFile)}"
                );
            if (number != 0)
                numbers.Add(number);
        }

        string Existing(string name, string column) =>
            name.Length > 0 && files.Has(images + name)
                ? name
                : throw table.Error(
                    $"column {column} names '{CsvTable.Printable(name)}', but there is no such file in "
                        + $"{files.NameOf(images.TrimEnd('/'))}"
                );
    }
}
