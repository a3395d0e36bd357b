using System.Text.RegularExpressions;
using RobustRepro.Tests.Reference;
using YamlDotNet.RepresentationModel;

namespace RobustRepro.Tests.Ci;

/// <summary>A build server's file, read as far as Azure Pipelines and GitHub Actions have the same things.</summary>
internal sealed class Pipeline
{
    public const string Azure = "CI.yml",
        GitHub = ".github/workflows/ci.yml";

    private readonly YamlMappingNode root;
    private readonly bool isAzure;

    private Pipeline(YamlMappingNode root, bool isAzure) => (this.root, this.isAzure) = (root, isAzure);

    /// <summary>The names of the jobs, in order.</summary>
    public IEnumerable<string> Jobs =>
        isAzure
            ? ((YamlSequenceNode)root["jobs"]).Select(job => Text(job, "job")!)
            : ((YamlMappingNode)root["jobs"]).Children.Keys.Select(key => ((YamlScalarNode)key).Value!);

    /// <param name="file">Relative to the repository.</param>
    public static Pipeline Read(string file)
    {
        using var reader = new StreamReader(Path.Combine(ReferenceData.RepositoryRoot, file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new((YamlMappingNode)yaml.Documents.Single().RootNode, file == Azure);
    }

    /// <summary>What a job runs in its shell, in order.</summary>
    public string[] Commands(string job) =>
        [.. Steps(job).Select(s => Text(s, isAzure ? "script" : "run")).OfType<string>()];

    /// <summary>What is given to a job's shell beside the command, as "NAME=VALUE".</summary>
    public string[] Environment(string job) =>
        [
            .. Steps(job)
                .Where(step => step.Children.ContainsKey("env"))
                .SelectMany(step => ((YamlMappingNode)step["env"]).Children)
                .Select(entry => $"{entry.Key}={entry.Value}"),
        ];

    /// <summary>What other people wrote and a job uses, with the version.</summary>
    public string[] Foreign(string job) =>
        [.. Steps(job).Select(step => Text(step, isAzure ? "task" : "uses")).OfType<string>()];

    /// <summary>The folder that a job's test results are published from.</summary>
    public string? PublishedResults(string job) =>
        isAzure
            ? Inputs(job, "PublishTestResults")
                .Select(i => $"{Text(i, "searchFolder")}/{Text(i, "testResultsFiles")}")
                .SingleOrDefault()
            : Inputs(job, "actions/upload-artifact")
                .Select(i => Text(i, "path"))
                .SingleOrDefault(p => p!.EndsWith(".trx", StringComparison.Ordinal));

    /// <summary>The files that each of a job's caches depends on, by the last part of the cached folder's
    /// name.</summary>
    public Dictionary<string, string[]> Caches(string job) =>
        Inputs(job, isAzure ? "Cache" : "actions/cache")
            .ToDictionary(
                i => Regex.Match(Text(i, "path")!, @"\w+(?=\)?$)").Value.Replace("NUGET_PACKAGES", "packages"),
                i => isAzure ? AzureFiles(Text(i, "key")!) : GitHubFiles(Text(i, "key")!)
            );

    private static string[] AzureFiles(string key) =>
        [
            .. key.Split('|', StringSplitOptions.TrimEntries)
                // the first part is the cache's name, what stands in quotes is no file
                .Skip(1)
                .Where(part => !part.StartsWith('"')),
        ];

    private static string[] GitHubFiles(string key) =>
        [
            .. Regex
                .Matches(Regex.Match(key, @"hashFiles\((.*)\)").Groups[1].Value, "'([^']*)'")
                .Select(match => match.Groups[1].Value),
        ];

    private IEnumerable<YamlMappingNode> Inputs(string job, string used) =>
        Steps(job)
            .Where(step => Text(step, isAzure ? "task" : "uses")?.Split('@')[0] == used)
            .Select(step => (YamlMappingNode)step[isAzure ? "inputs" : "with"]);

    private IEnumerable<YamlMappingNode> Steps(string job)
    {
        YamlNode found = isAzure
            ? ((YamlSequenceNode)root["jobs"]).Single(j => Text(j, "job") == job)
            : root["jobs"][job];
        return ((YamlSequenceNode)found["steps"]).Cast<YamlMappingNode>();
    }

    private static string? Text(YamlNode node, string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(key, out YamlNode? value) ? ((YamlScalarNode)value).Value : null;
}
