using RobustRepro.Checkpoints;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro;

/// <summary>
/// The way in: a study with the settings, data and networks that are there. Settings are those of the program
/// (<c>robustrepro.json</c> from the working folder upwards, environment variables, over them what is given here).
/// <code>
/// using var suite = Suite.Open("trifeature");
/// ClaimResult result = suite.Compare("googlenet", "s.safetensors", "r.safetensors").Judge("shape-bias");
/// </code>
/// </summary>
public sealed class Suite : IDisposable
{
    private readonly SuiteConfiguration? configuration;
    private readonly Verifier verifier;
    private readonly List<Suite> compared = [];

    private Suite(IStudy study, SuiteConfiguration? configuration)
    {
        Study = study;
        this.configuration = configuration;
        verifier = new(study);
    }

    public IStudy Study { get; }

    /// <summary>Opens one of the suite's studies, and starts libtorch.</summary>
    /// <param name="study">trifeature, cifar10 or imagenet.</param>
    /// <param name="settings">KEY=VALUE, as the program takes with <c>--set</c>.</param>
    /// <exception cref="InvalidInputException">There is no such study or setting, or an input is not what it should
    /// be.</exception>
    /// <exception cref="MissingRequirementException">libtorch cannot be loaded, or the device is not there.</exception>
    public static Suite Open(string study, params string[] settings)
    {
        var configuration = SuiteConfiguration.Load(settings);
        TorchRuntime.Start(configuration.Threads);
        return new(Open(study, configuration, configuration.InputsOf(study)), configuration);
    }

    /// <summary>Opens a study of one's own (see <see cref="NetworkStudy"/>).</summary>
    public static Suite Open(IStudy study)
    {
        TorchRuntime.Start(SuiteConfiguration.Load().Threads);
        return new(study, null);
    }

    /// <summary>A pair of networks in place of the study's own, on the study's images.</summary>
    /// <param name="architecture">By its name in the study.</param>
    /// <param name="standard">Weight file of S.</param>
    /// <param name="robust">Weight file of R.</param>
    /// <exception cref="InvalidInputException">There is no such architecture or file.</exception>
    /// <exception cref="InvalidOperationException">The study is one's own: its networks are what it says they
    /// are.</exception>
    public ComparedPair Compare(string architecture, string standard, string robust)
    {
        if (configuration is null)
            throw new InvalidOperationException(
                $"the {Study.Info.Name} study brings its own networks; judge those with Judge(claim, architecture)"
            );
        foreach (string path in new[] { standard, robust })
            InputFile.Require(CheckpointPath.Of(path).File, "weight file");
        string name = Study.Info.Name;
        StudyInputs inputs = configuration.InputsOf(name) with
        {
            Networks = new Dictionary<string, NetworkFiles>
            {
                [architecture] = (
                    configuration.InputsOf(name).Networks.GetValueOrDefault(architecture) ?? new(null, null)
                ) with
                {
                    Standard = standard,
                    Robust = robust,
                    KnownImages = null,
                },
            },
        };
        var suite = new Suite(Open(name, configuration, inputs), configuration);
        compared.Add(suite);
        return new(suite, suite.Study.Architecture(architecture).Name);
    }

    /// <summary>Judges one of the study's claims on its own networks.</summary>
    /// <param name="claim">By id, for example <c>shape-bias</c>.</param>
    /// <param name="architecture">By its name in the study.</param>
    /// <exception cref="InvalidInputException">There is no such claim or architecture, or the study was not given what
    /// the claim needs; the message says which setting gives it.</exception>
    public ClaimResult Judge(string claim, string architecture) => Judge(Study.Claim(claim), architecture);

    /// <summary>Judges a claim of one's own on the study's networks.</summary>
    /// <exception cref="InvalidInputException">As of the other.</exception>
    public ClaimResult Judge(Claim claim, string architecture)
    {
        string name = Study.Architecture(architecture).Name;
        return WhyNot(claim) is { } reason
            ? throw new InvalidInputException($"{claim.Id} cannot be judged on {Study.Info.Name}: {reason}")
            : verifier.Judge(claim, name);
    }

    /// <summary>Why the study cannot judge a claim: what it was not given, and which setting or command gives it; null
    /// where it can.</summary>
    public string? WhyNot(Claim claim) => verifier.Skipped(claim)?.Reason;

    /// <summary>Judges claims on every architecture of the study, with the controls.</summary>
    /// <param name="claims">None for all of the study's.</param>
    /// <exception cref="InvalidInputException">No claim can be judged at all.</exception>
    public VerificationResult Verify(params IReadOnlyList<Claim> claims) =>
        verifier.Run(claims.Count > 0 ? claims : Study.Claims, [.. Study.Networks.Architectures.Select(a => a.Name)]);

    /// <summary>Frees the images that the study holds in memory.</summary>
    public void Dispose()
    {
        compared.ForEach(suite => suite.Dispose());
        Study.Stimuli.Dispose();
    }

    private static IStudy Open(string study, SuiteConfiguration configuration, StudyInputs inputs) =>
        StudyRegistry.Open(study, inputs, ComputeDevice.Resolve(configuration.Device));
}
