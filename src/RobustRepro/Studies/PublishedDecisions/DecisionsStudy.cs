using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Tables;

namespace RobustRepro.Studies.PublishedDecisions;

/// <summary>
/// The paper's first claim on real ImageNet networks without a GPU: no images, only the decisions that others published
/// (a folder of CSV files of texture-vs-shape or model-vs-human, a file per observer).
/// </summary>
public sealed class DecisionsStudy
{
    /// <summary>Name on the command line and in tables.</summary>
    public const string Id = "decisions";

    private DecisionsStudy(string folder, IReadOnlyList<DecisionObserver> observers, IReadOnlyList<string> refused)
    {
        Folder = folder;
        Observers = observers;
        Refused = refused;
    }

    public string Folder { get; }

    /// <summary>Networks first, then people, each in the order of their file names.</summary>
    public IReadOnlyList<DecisionObserver> Observers { get; }

    /// <summary>A line for each file that was left out, because its content is not that of decisions.</summary>
    public IReadOnlyList<string> Refused { get; }

    /// <summary>A line for each file with several trials of one cue conflict: each counts in its shape bias, and no
    /// pair can be made of it.</summary>
    public IReadOnlyList<string> Repeated => [.. Observers.Select(o => o.Repeated).OfType<string>()];

    /// <summary>The trials of all people one after the other, as model-vs-human pools them; null where there are no
    /// people.</summary>
    public Decisions? Humans
    {
        get
        {
            Decisions[] people = [.. Observers.Where(o => o.IsHuman).Select(o => o.Decisions)];
            return people.Length == 0
                ? null
                : new(
                    $"humans ({people.Length}, pooled)",
                    people[0].Categories,
                    [.. people.SelectMany(p => p.Images)],
                    [.. people.SelectMany(p => p.Shape)],
                    [.. people.SelectMany(p => p.Texture)],
                    [.. people.SelectMany(p => p.Response)]
                );
        }
    }

    /// <summary>Reads every CSV file of a folder. One that cannot be read leaves the others as they are
    /// (<see cref="Refused"/>).</summary>
    /// <param name="categories">Category names; null for the 16 entry-level categories.</param>
    /// <exception cref="InvalidInputException">The folder holds no CSV files, none that can be read, or none with a
    /// trial whose shape and texture are of different categories.</exception>
    public static DecisionsStudy Open(string folder, IReadOnlyList<string>? categories = null)
    {
        if (!Directory.Exists(folder))
            throw new InvalidInputException(
                File.Exists(folder)
                    ? $"{folder}: this is a file; give the folder that holds it"
                    : $"{folder}: there is no such folder"
            );
        string[] paths = [.. Files(folder).Order(StringComparer.Ordinal)];
        if (paths.Length == 0)
            throw new InvalidInputException(
                $"{folder}: no CSV files; expected decisions named like "
                    + $"{DecisionCsv.FileName("cue-conflict", "resnet50")}"
            );

        ObserverName[] names = ObserverName.Unique(paths);
        List<DecisionObserver> observers = [];
        List<InvalidInputException> refused = [];
        for (int i = 0; i < paths.Length; i++)
        {
            try
            {
                observers.Add(Load(paths[i], names[i].Unambiguous, categories));
            }
            catch (InvalidInputException error)
            {
                refused.Add(error);
            }
        }
        if (observers.Count == 0)
            throw refused.Count == 1
                ? refused[0]
                : new InvalidInputException(
                    $"{folder}: none of its {paths.Length} CSV files can be read; of the first: {refused[0].Message}"
                );
        if (observers.All(o => o.Bias.Trials == 0))
            throw NoConflicts(folder, observers);
        return new(folder, [.. observers.OrderBy(o => o.IsHuman)], [.. refused.Select(e => e.Message)]);
    }

    /// <summary>
    /// The observer a user means: by file name, by unique name, or by a shorter name (without session, or that of the
    /// <c>subj</c> column) where only one observer has it.
    /// </summary>
    /// <exception cref="InvalidInputException">No observer has that name, or several.</exception>
    public DecisionObserver Find(string name)
    {
        string file = Path.GetFileName(name);
        Func<DecisionObserver, bool>[] ways =
        [
            o => o.FileName == file || o.Name == name || Path.GetFileNameWithoutExtension(o.FileName) == file,
            o =>
                Loosely(o.Name, name)
                || Loosely(o.FileName, file)
                || Loosely(ObserverName.Of(o.FileName).Short, name)
                || Loosely(o.Subject, name),
        ];
        foreach (Func<DecisionObserver, bool> means in ways)
        {
            DecisionObserver[] found = [.. Observers.Where(means)];
            if (found.Length > 1)
                throw new InvalidInputException(
                    $"observer '{name}' is ambiguous; say which: {string.Join(", ", found.Select(o => o.Name))}"
                );
            if (found.Length == 1)
                return found[0];
        }
        throw InvalidInputException.Unknown("observer", name, Observers.Select(o => o.Name));
    }

    /// <summary>Two observers as the claims take them, their trials in one order.</summary>
    /// <exception cref="InvalidInputException">A name is unknown or ambiguous, or the two did not see the same
    /// images.</exception>
    public NetworkPair Pair(string standard, string robust)
    {
        DecisionObserver s = Find(standard),
            r = Find(robust);
        (Decisions first, Decisions second) = DecisionAlignment.Align(s.Decisions, r.Decisions);
        return new($"S {s.Name}, R {r.Name}", Measurements(s, first), Measurements(r, second));
    }

    /// <summary>Judges the only claim that published decisions can decide.</summary>
    /// <exception cref="InvalidInputException">As <see cref="Pair"/>.</exception>
    public ClaimResult JudgeShapeBias(string standard, string robust) =>
        new ShapeBiasClaim().Judge(Id, "published networks", [Pair(standard, robust)]);

    /// <summary>A row per observer, and one for all people together.</summary>
    public ResultTable Table()
    {
        List<object?[]> rows = [.. Observers.Select(o => Row(o.Name, o.Bias))];
        if (Humans is { } humans)
            rows.Add(Row(humans.Observer, ShapeBias.Of(humans)));
        return new(
            "shape bias of published decisions",
            [
                Column.Text("observer"),
                new("trials", 0),
                new("shape", 0),
                new("texture", 0),
                new("shape bias", 4),
                new("decided share", 4),
            ],
            rows,
            [
                "Trials: images whose shape and texture are of different categories; shape, texture: "
                    + "answers that name that cue.",
                "Shape bias: shape / (shape + texture). Decided share: (shape + texture) / trials.",
            ]
        );
    }

    private static InvalidInputException NoConflicts(string folder, IReadOnlyList<DecisionObserver> observers)
    {
        Decisions[] all = [.. observers.Select(o => o.Decisions)];
        string why = all.Any(d => d.Texture.Any(t => t >= 0))
            ? "shape and texture are of one category in all of them"
            : $"no image name says a texture, as cat1-dog2.png would (the first is "
                + $"'{CsvTable.Printable(all[0].Images[0])}')";
        return new(
            $"{folder}: none of the {all.Sum(d => d.Count):N0} trials is a cue conflict, so there is no shape bias to "
                + $"measure: {why}"
        );
    }

    private static object?[] Row(string observer, ShapeBias bias) =>
        [
            observer,
            bias.Trials,
            bias.ShapeDecisions,
            bias.TextureDecisions,
            bias.Value ?? double.NaN,
            bias.DecidedShare,
        ];

    private static NetworkMeasurements Measurements(DecisionObserver observer, Decisions aligned) =>
        new(
            observer.Name,
            observer.Provenance,
            new Dictionary<StimulusName, Decisions> { [StimulusName.CueConflict] = aligned },
            TrainingEps: 0,
            UnderAttack: []
        );

    private static DecisionObserver Load(string path, string name, IReadOnlyList<string>? categories)
    {
        // hash and decisions come from one reading of the file
        byte[] content = CsvTable.Load(path);
        Decisions read = DecisionCsv.Read(content, path, categories);
        var named = new Decisions(name, read.Categories, read.Images, read.Shape, read.Texture, read.Response);
        return new(name, Path.GetFileName(path), read.Observer, Sha256.Of(content), named);
    }

    private static IEnumerable<string> Files(string folder)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(folder)
                    .Where(f => !CompanionFile.Is(f))
                    .Where(f => Path.GetExtension(f).Equals(".csv", StringComparison.OrdinalIgnoreCase)),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{folder}: the folder cannot be read ({error.Message})", error);
        }
    }

    // file names have underscores where the subj column has hyphens
    private static bool Loosely(string a, string b) =>
        a.Replace('_', '-').Equals(b.Replace('_', '-'), StringComparison.OrdinalIgnoreCase);
}
