using RobustRepro.Statistics;

namespace RobustRepro.Measures;

/// <summary>
/// Shape bias (Geirhos et al. 2019): of the decisions for either cue of cue-conflict images, the share for the shape.
/// Trials whose shape and texture are of one category are left out (texture-vs-shape, issue 6).
/// </summary>
/// <param name="Trials">Cue-conflict trials.</param>
/// <param name="ShapeDecisions">Answers that name the shape.</param>
/// <param name="TextureDecisions">Answers that name the texture.</param>
public sealed record ShapeBias(int Trials, int ShapeDecisions, int TextureDecisions)
{
    /// <summary>shape / (shape + texture), or null where no decision hit either cue.</summary>
    public double? Value =>
        ShapeDecisions + TextureDecisions == 0 ? null : (double)ShapeDecisions / (ShapeDecisions + TextureDecisions);

    /// <summary>Share of trials whose decision hit either cue; NaN without trials.</summary>
    public double DecidedShare => (double)(ShapeDecisions + TextureDecisions) / Trials;

    /// <summary>Over all cue-conflict trials.</summary>
    public static ShapeBias Of(Decisions decisions) => Of(decisions, _ => true);

    /// <summary>For the trials whose shape is of each category, in the order of the categories.</summary>
    public static IReadOnlyList<ShapeBias> PerCategory(Decisions decisions) =>
        [.. decisions.Categories.Select((_, category) => Of(decisions, trial => decisions.Shape[trial] == category))];

    /// <summary>The bias as a ratio over all trials, for the bootstrap: a trial counts where its decision hit either
    /// cue.</summary>
    public static RatioSample Sample(Decisions decisions)
    {
        var shape = new double[decisions.Count];
        var either = new double[decisions.Count];
        for (int i = 0; i < decisions.Count; i++)
        {
            if (!IsConflict(decisions, i))
                continue;
            shape[i] = decisions.Response[i] == decisions.Shape[i] ? 1 : 0;
            either[i] = shape[i] > 0 || decisions.Response[i] == decisions.Texture[i] ? 1 : 0;
        }
        return new(shape, either) { Sources = TrialImageName.Sources(decisions.Images) };
    }

    /// <summary>Per cue-conflict trial, whether the decision hit either cue; other trials do not count.</summary>
    public static RatioSample DecidedSample(Decisions decisions) =>
        new(
            Sample(decisions).Denominators,
            [.. Enumerable.Range(0, decisions.Count).Select(i => IsConflict(decisions, i) ? 1.0 : 0.0)]
        );

    private static bool IsConflict(Decisions decisions, int trial) =>
        decisions.Shape[trial] >= 0
        && decisions.Texture[trial] >= 0
        && decisions.Shape[trial] != decisions.Texture[trial];

    private static ShapeBias Of(Decisions decisions, Func<int, bool> counts)
    {
        int trials = 0,
            shape = 0,
            texture = 0;
        for (int i = 0; i < decisions.Count; i++)
        {
            if (!counts(i) || !IsConflict(decisions, i))
                continue;
            trials++;
            if (decisions.Response[i] == decisions.Shape[i])
                shape++;
            else if (decisions.Response[i] == decisions.Texture[i])
                texture++;
        }
        return new(trials, shape, texture);
    }
}
