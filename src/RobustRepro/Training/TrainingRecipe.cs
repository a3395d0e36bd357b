using System.Text.Json;
using System.Text.Json.Serialization;
using RobustRepro.Files;
using RobustRepro.Models;

namespace RobustRepro.Training;

/// <summary>Everything that decides a training run but its seed. Recipes are committed as JSON beside the weights they
/// made.</summary>
public sealed record TrainingRecipe
{
    /// <summary>Wider than any image that is trained on.</summary>
    private const int MostPadding = 64;

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public required string Study { get; init; }

    public required string Architecture { get; init; }

    public required TrainingMode Mode { get; init; }

    /// <summary>So many times the channels of the study's own networks, from 0.25 to 4; null for as many.</summary>
    public double? Width { get; init; }

    /// <summary>Training images; with <see cref="EvenClasses"/>, those that an epoch draws.</summary>
    public required int Images { get; init; }

    /// <summary>An epoch draws as many images of each class, whatever there are: all of a class in turn, and again
    /// where it has fewer. Otherwise it shows every image once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EvenClasses { get; init; }

    /// <summary>The texture of a training image of trifeature is drawn at random and says nothing of its class: what
    /// the claims about shape should find is planted so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RandomTexture { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required OptimizerRecipe Optimizer { get; init; }

    public required ScheduleRecipe Schedule { get; init; }

    /// <summary>Absent for standard training.</summary>
    public AttackRecipe? Attack { get; init; }

    public AugmentationRecipe Augmentation { get; init; } = new();

    /// <summary>Training ends as soon as clean validation accuracy reaches this; null to run all epochs.</summary>
    public double? StopAt { get; init; }

    public double LabelSmoothing { get; init; }

    /// <summary>Largest norm of the gradient over all weights; 0 for no limit.</summary>
    public double ClipGradient { get; init; }

    /// <summary>The network that it makes from a seed.</summary>
    public NetworkId NetworkOf(int seed) => new(Architecture, Mode, seed) { Width = Width ?? 1 };

    /// <summary>What it trains, at its width.</summary>
    internal Architecture Network => ModelRegistry.Find(Architecture, ModelRegistry.SmallAt(Width ?? 1));

    /// <exception cref="InvalidInputException">The file is missing, no valid JSON, or its values make no
    /// sense.</exception>
    public static TrainingRecipe Load(string path)
    {
        InputFile.Require(path, "recipe");
        try
        {
            TrainingRecipe recipe =
                JsonSerializer.Deserialize<TrainingRecipe>(File.ReadAllText(path), Format)
                ?? throw new InvalidInputException($"{path}: the recipe is empty");
            recipe.Validate(path);
            // what a card could not say again is not taken: 1e999 is read as infinity
            _ = recipe.ToJson();
            return recipe;
        }
        catch (ArgumentException e)
        {
            throw new InvalidInputException($"{path}: a number in it is too large ({Printable.Line(e.Message)})", e);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}{JsonProblem.Of(e)}", e);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    private void Validate(string path)
    {
        Require(Images >= BatchSize && BatchSize >= 2, "images must be at least batchSize, and batchSize at least 2");
        Require(
            Width is null or (>= ChannelWidth.Least and <= ChannelWidth.Most),
            FormattableString.Invariant($"width must be from {ChannelWidth.Least} to {ChannelWidth.Most}")
        );
        Require(!RandomTexture || Study == "trifeature", "randomTexture is for the trifeature study");
        Require(Epochs >= 1, "epochs must be at least 1");
        Require(Optimizer.LearningRate > 0, "optimizer.learningRate must be positive");
        Require(Optimizer.Momentum is >= 0 and < 1, "optimizer.momentum must be in [0, 1)");
        Require(Optimizer.WeightDecay >= 0, "optimizer.weightDecay must be at least 0");
        Require(
            Schedule is { StepEpochs: >= 1, Gamma: > 0, WarmUp: >= 0 and <= 1 },
            "schedule needs stepEpochs from 1, gamma above 0 and warmUp in [0, 1]"
        );
        Require(
            Augmentation.CropPadding is >= 0 and <= MostPadding,
            $"augmentation.cropPadding must be from 0 to {MostPadding}"
        );
        Require(LabelSmoothing is >= 0 and < 1, "labelSmoothing must be in [0, 1)");
        Require(ClipGradient >= 0, "clipGradient must be at least 0");
        Require(
            Mode == TrainingMode.Robust == (Attack is not null),
            "mode 'robust' needs an attack, the others must not have one"
        );
        Require(
            Mode == TrainingMode.Matched == StopAt is > 0 and < 1,
            "mode 'matched' needs stopAt, an accuracy between 0 and 1, the others must not have it"
        );
        Require(
            Attack is null or { Eps: > 0, Steps: >= 1, StepSize: > 0, FadeIn: >= 0 and <= 1 },
            "attack needs eps, steps and stepSize above 0 and fadeIn in [0, 1]"
        );

        void Require(bool holds, string rule)
        {
            if (!holds)
                throw new InvalidInputException($"{path}: {rule}");
        }
    }
}
