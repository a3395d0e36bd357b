using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Verification;

/// <summary>Measures the networks of a plan.</summary>
internal sealed class StudyMeasurer(IStudy study)
{
    /// <summary>Networks that are known to load.</summary>
    private readonly ConcurrentDictionary<NetworkId, bool> loading = new();

    /// <summary>Called before each stimulus set is made, with its name: some take a minute.</summary>
    public Action<StimulusName>? Making { get; init; }

    /// <summary>Called after each network was measured: how many are done, and how many there are in all.</summary>
    public Action<int, int>? Measured { get; init; }

    /// <summary>Told how far each network is.</summary>
    public IProgress<MeasurementProgress>? Progress { get; init; }

    /// <summary>
    /// Small networks side by side, one thread each: faster than all threads on one, and the numbers do not depend on
    /// how many threads a machine has. A large network has all threads to itself.
    /// </summary>
    public MeasuredStudy Measure(VerificationPlan plan, CancellationToken cancellation = default)
    {
        // a network that will not load is said before minutes are spent on stimuli
        foreach (NetworkId id in plan.Requests.SelectMany(Loaded).Where(id => loading.TryAdd(id, true)))
        {
            using NormalizedModel loads = study.Networks.Load(id);
        }
        MakeStimuli(plan, cancellation);
        int sideBySide = study.Networks.SideBySide;
        var measured = new ConcurrentDictionary<NetworkId, NetworkMeasurements>();
        var reporting = new Lock();
        int done = 0;
        try
        {
            Parallel.ForEach(
                // the longest first, and one at a time to whoever is free: nobody waits long for the last one
                Partitioner.Create(
                    plan.Requests.OrderBy(r => r.Key.Mode != TrainingMode.Robust),
                    EnumerablePartitionerOptions.NoBuffering
                ),
                new ParallelOptions { MaxDegreeOfParallelism = sideBySide, CancellationToken = cancellation },
                asked =>
                {
                    if (sideBySide > 1)
                        TorchRuntime.ComputeOnOneThread();
                    try
                    {
                        using IDisposable pause = FinalizerPause.Enter();
                        measured[asked.Key] = study.Measure(asked.Key, asked.Value, Progress, cancellation);
                        FinalizerPause.RunFinalizers();
                        TorchRuntime.ReleaseFreedMemory();
                    }
                    finally
                    {
                        // one of these threads is the caller's, which goes on to make stimuli for the report
                        TorchRuntime.ComputeOnAllThreads();
                    }
                    // one after the other, so that nobody hears of the third before the second
                    lock (reporting)
                        Measured?.Invoke(++done, plan.Requests.Count);
                }
            );
        }
        catch (AggregateException e)
        {
            // the first error is what the user needs to know; the others are the same for other networks
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        return new(study.Networks, measured);
    }

    /// <summary>A network, and its twins of other widths where they are asked for.</summary>
    private IEnumerable<NetworkId> Loaded(KeyValuePair<NetworkId, MeasurementRequest> asked) =>
        asked.Value.Parts.HasFlag(MeasurementParts.Widths) && study.Networks.Widths is { } widths
            ? widths.Of(asked.Key).Prepend(asked.Key)
            : [asked.Key];

    /// <summary>While no network is measured: then they are made with all threads, and nobody waits for them.</summary>
    private void MakeStimuli(VerificationPlan plan, CancellationToken cancellation)
    {
        IReadOnlyDictionary<StimulusName, IStimulusSet> sets = study.Stimuli.Sets;
        StimulusName[] needed = [.. plan.Requests.Values.Distinct().SelectMany(r => r.Reads(sets.Keys)).Distinct()];
        foreach (StimulusName name in needed)
        {
            cancellation.ThrowIfCancellationRequested();
            Making?.Invoke(name);
            _ = sets[name];
        }
    }
}
