namespace RobustRepro.Tests.Studies.PublishedDecisions;

/// <summary>A folder of decision files that a test fills.</summary>
internal sealed class DecisionFolder : IDisposable
{
    public const string Header = "subj,session,trial,rt,object_response,category,condition,imagename\n";

    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public string File(string name) => folder.File(name);

    public string Add(string name, string content) => folder.Add(name, content);

    /// <summary>A file in which every image shows a dog, whatever its texture.</summary>
    /// <param name="answerAndImage">The answer and the image's name, with a comma between.</param>
    public void AddDogs(string name, string subject, params string[] answerAndImage) =>
        folder.Add(
            name,
            Header
                + string.Concat(
                    answerAndImage
                        .Select(a => a.Split(','))
                        .Select((a, i) => $"{subject},1,{i + 1},NaN,{a[0]},dog,0,{a[1]}\r\n")
                )
        );

    /// <summary>Two networks whose names differ by a hyphen.</summary>
    public void AddTwoAlexnets()
    {
        AddDogs("exp_alexnet_session-1.csv", "alexnet", "cat,dog1-cat1.png");
        AddDogs("exp_alexnet_session_1.csv", "alexnet", "dog,dog1-cat1.png");
    }

    public void Dispose() => folder.Dispose();
}
