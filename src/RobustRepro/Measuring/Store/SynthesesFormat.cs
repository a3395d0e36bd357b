using RobustRepro.Measures.Synthesis;

namespace RobustRepro.Measuring.Store;

/// <summary>How the images that a network drew are stored: targets and answers by image, the inversions, and the few
/// that are shown.</summary>
internal static class SynthesesFormat
{
    public static StoredMeasurement Write(StoredMeasurement to, Syntheses drawn)
    {
        SynthesisPictures shown = drawn.Pictures;
        int[] shape = [3, shown.Side, shown.Side];
        StoredMeasurement Put(string name, byte[] images) =>
            to.Put(name, images, [images.Length / (3 * shown.Side * shown.Side), .. shape]);
        to.Put("target", drawn.Targets.ToArray())
            .Put("from_noise", new[] { drawn.FromNoise })
            .Put("response", drawn.OwnAnswers.ToArray())
            .Put("judge", drawn.Judges.Select(j => j.Name).ToArray())
            .Put("judge_robust", drawn.Judges.Select(j => j.IsRobust).ToArray())
            .PutRows("judge_response", drawn.Judges.Select(j => j.Answers.ToArray()))
            .Put("inversion_distance", drawn.Inversions.Select(i => i.Distance).ToArray())
            .Put("inversion_similarity", drawn.Inversions.Select(i => i.Similarity).ToArray())
            .Put("inversion_left", drawn.Inversions.Select(i => i.FeatureDistance).ToArray())
            .Put("noise_target", shown.NoiseTargets.ToArray())
            .Put("image_target", shown.ImageTargets.ToArray())
            .Put("side", new[] { shown.Side });
        Put("drawn_from_noise", shown.FromNoise);
        Put("starts", shown.Starts);
        Put("drawn_from_images", shown.FromImages);
        Put("originals", shown.Originals);
        return Put("inverted", shown.Inverted);
    }

    public static Syntheses Read(StoredMeasurement from)
    {
        bool[] robust = from.Get<bool>("judge_robust");
        int[][] responses = from.GetRows<int>("judge_response");
        double[] similarity = from.Get<double>("inversion_similarity"),
            left = from.Get<double>("inversion_left");
        int[] targets = from.Get<int>("target"),
            own = from.Get<int>("response");
        if (own.Length != targets.Length || responses.Any(r => r.Length != targets.Length))
            throw new InvalidDataException("its answers are not as many as its targets");
        return new(
            targets,
            own,
            [.. from.Get<string>("judge").Select((name, i) => new SynthesisJudge(name, robust[i], responses[i]))],
            [.. from.Get<double>("inversion_distance").Select((d, i) => new Inversion(d, similarity[i], left[i]))]
        )
        {
            FromNoise = from.Get<int>("from_noise")[0],
            Pictures = new(
                from.Get<int>("side")[0],
                from.Get<byte>("drawn_from_noise"),
                from.Get<string>("noise_target"),
                from.Get<byte>("starts"),
                from.Get<byte>("drawn_from_images"),
                from.Get<string>("image_target"),
                from.Get<byte>("originals"),
                from.Get<byte>("inverted")
            ),
        };
    }
}
