using RobustRepro.Attacks.Auto;
using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Measuring.Store;

/// <summary>How answers are stored: <c>response</c>, the category per image, and under attack a row per eps.</summary>
internal static class AnswersFormat
{
    public static StoredMeasurement Write(StoredMeasurement to, Decisions answers) =>
        to.Put("response", answers.Response).Put("label", Labels(answers));

    /// <exception cref="InvalidDataException">There are not as many answers as images.</exception>
    public static Decisions Read(StoredMeasurement from, string network, IStimulusSet set) =>
        NetworkMeasurer.AsDecisions(network, set, Fitting(from.Get<int>("response"), set.Count));

    public static StoredMeasurement WriteAttack(StoredMeasurement to, NetworkMeasurements measured) =>
        to.Put("attack", new[] { measured.AttackName })
            .Put("eps", measured.UnderAttack.Select(a => a.Eps).ToArray())
            .PutRows("response", measured.UnderAttack.Select(a => a.Answers.Response))
            .Put("stronger", measured.UnderStrongerAttack.Select(a => a.Attack).ToArray())
            .PutRows("stronger_response", measured.UnderStrongerAttack.Select(a => a.Answers.Response))
            .PutAutoAttack(measured.AutoAttack);

    /// <param name="grid">The attacks that were measured.</param>
    /// <exception cref="InvalidDataException">There are not as many answers as images.</exception>
    public static NetworkMeasurements ReadAttack(
        StoredMeasurement from,
        NetworkMeasurements measured,
        IStimulusSet intact,
        AttackGrid grid
    )
    {
        Decisions Of(int[] response, int count) =>
            NetworkMeasurer.AsDecisions(measured.Name, intact, Fitting(response, count));
        AutoAttackResult? auto = grid.AutoAttackImages > 0 ? AutoAttackFormat.Read(from, grid.Auto) : null;
        return measured with
        {
            AutoAttack = auto is null
                ? null
                : new(
                    auto,
                    NetworkMeasurer.AsDecisions(measured.Name, intact, [.. auto.Answers]),
                    from.Get<string>("auto_images")[0]
                ),
            AttackName = from.Get<string>("attack")[0],
            UnderAttack =
            [
                .. from.Get<float>("eps")
                    .Zip(from.GetRows<int>("response"), (eps, r) => (eps, Of(r, grid.ImagesOf(intact.Count)))),
            ],
            UnderStrongerAttack =
            [
                .. from.Get<string>("stronger")
                    .Zip(
                        from.GetRows<int>("stronger_response"),
                        (name, r) => (name, Of(r, grid.StrongerImagesOf(intact.Count)))
                    ),
            ],
        };
    }

    private static int[] Labels(Decisions answers) => [.. Enumerable.Range(0, answers.Count).Select(answers.LabelOf)];

    private static int[] Fitting(int[] response, int images) =>
        response.Length == images
            ? response
            : throw new InvalidDataException($"it has {response.Length} answers for {images} images");
}
