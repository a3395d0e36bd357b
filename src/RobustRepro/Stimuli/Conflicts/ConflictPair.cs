using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>Two images of different classes, by their indices in one set.</summary>
/// <param name="Shape">The one that gives the layout (coarse scale).</param>
/// <param name="Texture">The one that gives the texture (fine scale).</param>
internal readonly record struct ConflictPair(int Shape, int Texture)
{
    /// <summary>
    /// Every ordered pair of two classes equally often; image i has pair i mod (number of pairs), so that any number of
    /// whole rounds is balanced. Within a class, images are drawn from a shuffled deck, one deck for layouts and one
    /// for textures: none is used again before all were used. A function of the labels and the seed alone.
    /// </summary>
    /// <param name="set">Images of one class each.</param>
    /// <param name="perPair">Images per pair of classes.</param>
    /// <exception cref="InvalidInputException">A class has no image.</exception>
    public static IReadOnlyList<ConflictPair> Draw(StimulusSet set, int perPair, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(perPair);
        int classes = set.Classes.Count;
        if (classes < 2)
            throw new InvalidInputException(
                $"{set.Name}: conflicting cues need at least two classes, this set has {classes}"
            );
        int[] labels = set.Labels;
        int[][] members =
        [
            .. Enumerable
                .Range(0, classes)
                .Select(c => Enumerable.Range(0, set.Count).Where(i => labels[i] == c).ToArray()),
        ];
        if (Array.FindIndex(members, m => m.Length == 0) is >= 0 and var empty)
            throw new InvalidInputException(
                $"{set.Name}: no image of class '{set.Classes[empty]}'; conflicting cues need one of every class"
            );
        Deck[] shapes = [.. members.Select((m, c) => new Deck(m, seed, 2 * c))],
            textures = [.. members.Select((m, c) => new Deck(m, seed, 2 * c + 1))];
        int pairs = classes * (classes - 1);
        var drawn = new ConflictPair[pairs * perPair];
        for (int i = 0; i < drawn.Length; i++)
        {
            int shape = i % pairs / (classes - 1);
            int texture = (shape + 1 + i % (classes - 1)) % classes;
            drawn[i] = new(shapes[shape].Next(), textures[texture].Next());
        }
        return drawn;
    }

    private sealed class Deck
    {
        private readonly int[] cards;
        private int next;

        public Deck(int[] members, long seed, int stream)
        {
            cards = [.. members];
            var random = new SplitMixRandom(seed, stream);
            for (int i = cards.Length - 1; i > 0; i--)
            {
                int j = random.Below(i + 1);
                (cards[i], cards[j]) = (cards[j], cards[i]);
            }
        }

        public int Next() => cards[next++ % cards.Length];
    }
}
