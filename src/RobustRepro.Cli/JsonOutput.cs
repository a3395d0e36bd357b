using System.Text.Json;
using System.Text.Json.Serialization;
using RobustRepro.Tables;

namespace RobustRepro.Cli;

/// <summary>Results for other programs: on the standard output alone, whole.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        // "R - S > 0" is to be read by people too
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(object value) => Console.Write(JsonSerializer.Serialize(value, Format) + "\n");

    /// <summary>A table's rows as objects, by its columns' names; what is undefined is null.</summary>
    public static IEnumerable<Dictionary<string, object?>> Rows(ResultTable table) =>
        table.Rows.Select(row =>
            table
                .Columns.Select((c, i) => (c.Name, Value: row[i]))
                .ToDictionary(c => c.Name, c => c.Value is double number && !double.IsFinite(number) ? null : c.Value)
        );
}
