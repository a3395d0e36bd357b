using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Cli;

/// <summary>Trains networks of a study from their recipes: one, or a share of all.</summary>
internal sealed class TrainingRun(string study, SuiteConfiguration configuration)
{
    /// <summary>Folder for checkpoints and metrics.</summary>
    public required string Runs { get; init; }

    /// <summary>Folder for the weights; null for the run's own.</summary>
    public string? Output { get; init; }

    /// <summary>Whether to go on from the last checkpoint.</summary>
    public bool Resume { get; init; }

    public bool Quiet { get; init; }

    /// <summary>Every network of the study that is not there yet. A network that another process trains at this moment
    /// is left to it.</summary>
    /// <param name="architecture">Only this one; null for all.</param>
    /// <param name="mode">Only these; null for all.</param>
    public int All(Shard shard, string? architecture, TrainingMode? mode, CancellationToken cancellation)
    {
        IStudy opened = StudyRegistry.Open(study, configuration.InputsOf(study));
        string? only = architecture is null ? null : ModelRegistry.Find(architecture, opened.Networks.Trained).Name;
        NetworkId[] networks =
        [
            .. opened
                .Networks.Trainable()
                .Where(n => (only is null || n.Architecture == only) && (mode is null || n.Mode == mode)),
        ];
        foreach (NetworkId id in shard.Share(networks))
        {
            if (File.Exists(WeightFile.PathOf(Output!, id)))
            {
                Console.WriteLine($"{id}: there already");
                continue;
            }
            using FileStream? mine = Claim(id);
            if (mine is null)
                Console.WriteLine($"{id}: another process trains it");
            else
                One(id, null, id.Width, cancellation);
        }
        return ExitCodes.Success;
    }

    /// <param name="recipe">In place of the study's; null for that.</param>
    /// <param name="width">In place of the recipe's; null for that.</param>
    public void One(NetworkId id, string? recipe, double? width, CancellationToken cancellation)
    {
        if (id.Mode == TrainingMode.Untrained)
            throw new InvalidInputException("--mode untrained: there is nothing to train");
        TrainingRecipe training = TrainingRecipe.Load(
            recipe ?? Fixtures.Recipe(study, id.Architecture, id.Mode.Lower())
        );
        if (width is { } asked)
            training = training with { Width = asked == 1 ? null : asked };
        if (training.Study != study || training.Architecture != id.Architecture || training.Mode != id.Mode)
            throw new InvalidInputException(
                $"the recipe is for {training.Study}, {training.Architecture}, {training.Mode}, not for {study}, "
                    + $"{id.Architecture}, {id.Mode}"
            );
        // a recipe of another width makes another network
        NetworkId made = training.NetworkOf(id.Seed);
        string folder = FolderOf(made);
        OutputFolder.Prepare(folder);
        if (Output is not null)
            OutputFolder.Prepare(Output);
        using var progress = new TrainingDisplay(made.ToString(), Quiet);
        string checkpoint = new TrainingStore(folder).CheckpointPath;
        if (!Resume && File.Exists(checkpoint))
            Console.Error.WriteLine($"{made}: begins anew; --resume would go on from {checkpoint}, which is replaced");
        CommandRunner.GoesOn = () =>
            File.Exists(checkpoint) ? "the same command with --resume goes on from the last checkpoint" : null;
        string weights = NetworkTraining.Run(
            training,
            made.Seed,
            configuration.ImagesOf(study),
            folder,
            Output ?? folder,
            Resume,
            ComputeDevice.Resolve(configuration.Device),
            progress,
            cancellation
        );
        Console.WriteLine($"{weights}  sha256 {Sha256.OfFile(weights)}");
    }

    private string FolderOf(NetworkId id) => Path.Combine(Runs, study, id.ToString());

    /// <summary>Held while this process trains the network, and let go by the system when it dies; null where another
    /// holds it.</summary>
    private FileStream? Claim(NetworkId id)
    {
        OutputFolder.Prepare(FolderOf(id));
        try
        {
            return new(
                Path.Combine(FolderOf(id), "training.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException)
        {
            return null;
        }
    }
}
