using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Verification;

/// <summary>Which networks of a study are measured, and what of each.</summary>
internal sealed class VerificationPlan
{
    private readonly OrderedDictionary<NetworkId, MeasurementRequest> requests = [];

    private VerificationPlan() { }

    public IReadOnlyDictionary<NetworkId, MeasurementRequest> Requests => requests;

    /// <summary>S and R of every seed, for these claims alone.</summary>
    public static VerificationPlan OfPairs(IStudyNetworks networks, string architecture, MeasurementRequest request)
    {
        var plan = new VerificationPlan();
        plan.AddPairs(networks, architecture, request);
        return plan;
    }

    /// <summary>All that a verification compares.</summary>
    /// <param name="illustrated">Also what a report shows besides: pictures, and untrained networks.</param>
    public static VerificationPlan OfAll(
        IStudy study,
        IReadOnlyList<Claim> claims,
        IReadOnlyList<string> architectures,
        bool illustrated
    )
    {
        var plan = new VerificationPlan();
        Claim[] On(string architecture) => [.. claims.Where(c => ClaimInputs.SpeaksOf(study, c, architecture))];
        foreach (string architecture in architectures)
            plan.AddPairs(study.Networks, architecture, MeasurementRequest.Of(On(architecture)));
        // the control has a row per verdict, and nothing of what is reported beside one
        foreach (string architecture in architectures)
            plan.Add(
                architecture,
                TrainingMode.Matched,
                study.Networks.MatchedSeeds(architecture),
                MeasurementRequest.OfVerdicts(On(architecture))
            );
        if (plan.requests.Count == 0)
            return plan;
        StimulusName[] ofTables = [.. study.Info.Tables.SelectMany(t => t.Reads(claims))];
        MeasurementParts more =
            (ofTables.Length > 0 ? MeasurementParts.Answers : 0) | (illustrated ? MeasurementParts.Pictures : 0);
        foreach (string architecture in architectures)
            plan.AddToFirstPair(study.Networks, architecture, more, ofTables);
        if (illustrated && study.Networks.HasUntrained && claims.Any(c => c.Parts.HasFlag(MeasurementParts.Concepts)))
        {
            foreach (string architecture in architectures)
                plan.requests[Untrained(architecture)] = new(MeasurementParts.Detectors, []);
        }
        return plan;
    }

    /// <summary>A share of the networks: of the robust ones, which take longest, and of the others as many.</summary>
    public VerificationPlan Share(Shard shard)
    {
        var share = new VerificationPlan();
        foreach ((NetworkId id, MeasurementRequest request) in shard.Share(requests.OrderBy(Costs)))
            share.requests[id] = request;
        return share;

        static bool Costs(KeyValuePair<NetworkId, MeasurementRequest> asked) => asked.Key.Mode != TrainingMode.Robust;
    }

    /// <summary>The network of an architecture that learnt nothing.</summary>
    public static NetworkId Untrained(string architecture) => new(architecture, TrainingMode.Untrained, 0);

    private void AddPairs(IStudyNetworks networks, string architecture, MeasurementRequest request)
    {
        foreach (int seed in networks.Seeds(architecture))
        {
            Add(architecture, TrainingMode.Standard, [seed], request);
            Add(architecture, TrainingMode.Robust, [seed], request);
        }
        foreach (TrainingMode mode in new[] { TrainingMode.Standard, TrainingMode.Robust })
            Add(architecture, mode, networks.FurtherSeeds(architecture, mode), request);
    }

    private void Add(string architecture, TrainingMode mode, IReadOnlyList<int> seeds, MeasurementRequest request)
    {
        foreach (int seed in seeds)
            requests[new(architecture, mode, seed)] = request;
    }

    private void AddToFirstPair(
        IStudyNetworks networks,
        string architecture,
        MeasurementParts parts,
        IReadOnlyCollection<StimulusName> sets
    )
    {
        foreach (TrainingMode mode in new[] { TrainingMode.Standard, TrainingMode.Robust })
        {
            NetworkId first = new(architecture, mode, networks.Seeds(architecture)[0]);
            requests[first] = requests[first].And(parts, sets);
        }
    }
}
