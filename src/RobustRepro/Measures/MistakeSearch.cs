using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Measures;

/// <summary>
/// Runs an attack until the network is wrong, image by image. The iterates are those of
/// <see cref="ProjectedGradientDescent"/>, but an image leaves with the first of them that the network is wrong on, and
/// the next image takes its place, so that no step is spent on an image that has fallen and every pass is as large as
/// the first. An image withstands where no iterate fools the network, which is the stricter reading: the iterate of
/// highest loss alone may be one that does not.
/// </summary>
internal sealed class MistakeSearch(NormalizedModel model, ProjectedGradientDescent attack, Device? device = null)
{
    /// <summary>What was found, an entry per image.</summary>
    /// <param name="progress">Told how many images are done.</param>
    public FoundMistake[] Run(StimulusSet images, Action<int>? progress = null)
    {
        if (attack.RandomStart)
            throw new InvalidOperationException("a search starts at the image itself");
        using var mode = new EvaluationMode(model);
        using DisposeScope scope = NewDisposeScope();
        int[] labels = images.Labels;
        FoundMistake[] found = [.. labels.Select(FoundMistake.None)];
        int most = BatchSize.Of(device, images.Images.shape[2] * images.Images.shape[3]),
            next = 0;
        var pool = new Pool([], null, null);
        while (next < images.Count || pool.Members.Length > 0)
        {
            FinalizerPause.SafePoint();
            int places = Math.Min(most - pool.Members.Length, images.Count - next);
            if (places > 0)
            {
                pool = pool.Then(pool.With(next, NetworkInput.On(device, images.Batch(next, places))));
                next += places;
            }
            pool = pool.Then(Advance(pool, labels, found));
            progress?.Invoke(next - pool.Members.Length);
        }
        return found;
    }

    /// <summary>Looks at all iterates, lets go of the images that are done, and takes a step with the others.</summary>
    private Pool Advance(Pool pool, int[] labels, FoundMistake[] found)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor origin = pool.Origin!,
            leaf = pool.Iterate!.detach().requires_grad_(true);
        long[] expected = [.. pool.Members.Select(m => (long)labels[m.Image])];
        Tensor logits = model.call(leaf);
        int[] answers = AnswerRule.HighestLogit.Of(logits.detach());
        bool[] stays = [.. pool.Members.Select((m, i) => answers[i] == expected[i] && m.Step < attack.Steps)];
        Tensor? gradient = stays.Contains(true)
            ? InputGradient.Of(
                F.cross_entropy(logits, tensor(expected).to(leaf.device), reduction: nn.Reduction.Sum),
                leaf
            )
            : null;
        using IDisposable off = no_grad();
        Tensor iterate = leaf.detach();
        if (stays.Contains(false))
        {
            float[] norms = [.. attack.Threat.Lengths(iterate - origin).cpu().data<float>()];
            for (int i = 0; i < stays.Length; i++)
            {
                if (answers[i] != expected[i])
                    found[pool.Members[i].Image] = new(norms[i], answers[i]);
            }
        }
        Pool rest = new([], null, null);
        if (gradient is not null)
        {
            Member[] members = [.. pool.Members.Where((_, i) => stays[i]).Select(m => m with { Step = m.Step + 1 })];
            if (members.Length < stays.Length)
            {
                long[] places = [.. Enumerable.Range(0, stays.Length).Where(i => stays[i]).Select(i => (long)i)];
                Tensor index = tensor(places).to(leaf.device);
                origin = origin.index_select(0, index);
                iterate = iterate.index_select(0, index);
                gradient = gradient.index_select(0, index);
            }
            rest = new(members, origin, attack.Advance(origin, iterate, gradient));
        }
        return rest.MoveOut();
    }

    private readonly record struct Member(int Image, int Step);

    /// <summary>The images under attack: each at a step of its own.</summary>
    private sealed record Pool(Member[] Members, Tensor? Origin, Tensor? Iterate)
    {
        public Pool With(int first, Tensor fresh)
        {
            IEnumerable<Member> members = Enumerable
                .Range(first, (int)fresh.shape[0])
                .Select(image => new Member(image, 0));
            return new(
                [.. Members, .. members],
                Origin is null ? fresh : cat([Origin, fresh]),
                Iterate is null ? fresh : cat([Iterate, fresh])
            );
        }

        /// <summary>Frees what the pool that comes after it does not hold any more.</summary>
        public Pool Then(Pool next)
        {
            foreach (Tensor? tensor in new[] { Origin, Iterate })
            {
                if (tensor is not null && !ReferenceEquals(tensor, next.Origin))
                    tensor.Dispose();
            }
            return next;
        }

        public Pool MoveOut()
        {
            Origin?.MoveToOuterDisposeScope();
            Iterate?.MoveToOuterDisposeScope();
            return this;
        }
    }
}
