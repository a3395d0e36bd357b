using RobustRepro.Runtime;

namespace RobustRepro.Probes.Trifeature;

/// <summary>
/// Values of a factor for image after image, drawn as from a shuffled deck: each run of <paramref name="size"/> images
/// gets every value once, in an order that depends on the seed, the factor and the run alone. Decks of different
/// factors are independent.
/// </summary>
/// <param name="factor">Number of the factor, 0 to 15.</param>
/// <param name="size">Number of values.</param>
internal readonly struct BalancedDeck(long seed, int factor, int size)
{
    public int At(int image)
    {
        // images own the streams from 0 up, decks those below
        var random = new SplitMixRandom(seed, -1 - (16L * (image / size) + factor));
        Span<int> deck = stackalloc int[size];
        for (int i = 0; i < size; i++)
        {
            int other = random.Below(i + 1);
            deck[i] = deck[other];
            deck[other] = i;
        }
        return deck[image % size];
    }
}
