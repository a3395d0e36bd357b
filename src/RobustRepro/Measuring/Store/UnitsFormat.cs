using RobustRepro.Measures;
using RobustRepro.Measures.Units;

namespace RobustRepro.Measuring.Store;

/// <summary>How what was measured of hidden units is stored: a part each for filters, noise, concepts and single
/// units.</summary>
internal static class UnitsFormat
{
    public static StoredMeasurement WriteFilters(StoredMeasurement to, UnitMeasurements units) =>
        to.Put("layer", units.Filters.Select(f => f.Layer).ToArray())
            .PutRows("raw", units.Filters.Select(f => f.Raw))
            .PutRows("scale_free", units.Filters.Select(f => f.ScaleFree))
            .Put("first_size", new[] { units.FirstLayer.Height, units.FirstLayer.Width })
            .PutRows("first_weights", units.FirstLayer.Weights);

    public static UnitMeasurements ReadFilters(StoredMeasurement from)
    {
        double[][] raw = from.GetRows<double>("raw"),
            scaleFree = from.GetRows<double>("scale_free");
        int[] size = from.Get<int>("first_size");
        return new(
            [.. from.Get<string>("layer").Select((layer, i) => new FilterVariation(layer, raw[i], scaleFree[i]))],
            new(size[0], size[1], from.GetRows<float>("first_weights")),
            [],
            [],
            [],
            [],
            []
        );
    }

    public static StoredMeasurement WriteNoise(StoredMeasurement to, UnitMeasurements units) =>
        to.Put("layer", units.Noise.Select(n => n.Layer).ToArray())
            .PutRows("clean", units.Noise.Select(n => n.Clean))
            .PutRows("noisy", units.Noise.Select(n => n.Noisy))
            .PutRows("relative_change", units.Noise.Select(n => n.RelativeChange));

    public static UnitMeasurements ReadNoise(StoredMeasurement from, UnitMeasurements units)
    {
        double[][] clean = from.GetRows<double>("clean"),
            noisy = from.GetRows<double>("noisy"),
            change = from.GetRows<double>("relative_change");
        return units with
        {
            Noise =
            [
                .. from.Get<string>("layer")
                    .Select((l, i) => new NoiseResponse(l, clean[i], noisy[i]) { RelativeChange = change[i] }),
            ],
        };
    }

    public static StoredMeasurement WriteConcepts(StoredMeasurement to, UnitMeasurements units)
    {
        ConceptsFormat.Write(to, units.Concepts);
        to.Put(
                "resample",
                units.Resamples.SelectMany(r => new[] { r.LowLevelShare, r.LowLevelUnits, r.ConceptsPerUnit }).ToArray()
            )
            .Put("top_layer", units.TopImages.Select(t => t.Layer).ToArray())
            .PutRows("top_class_entropy", units.TopImages.Select(t => t.ClassEntropy))
            .PutRows("top_distance", units.TopImages.Select(t => t.Distance))
            .PutRows("top_activity_entropy", units.TopImages.Select(t => t.ActivityEntropy))
            .PutRows("top_shuffled_entropy", units.TopImages.Select(t => t.ShuffledActivityEntropy))
            .Put("entropy_resample", units.EntropyResamples.ToArray())
            .Put("resampled_images", new[] { units.ProbeImages, units.TestImages })
            .Put("ablation_layer", units.Ablations.Select(a => a.Layer).ToArray())
            .Put("ablation_category", units.Ablations.Select(a => a.Category).ToArray())
            .Put("ablation_units", units.Ablations.Select(a => a.Units).ToArray());
        if (units.Ablations.Count > 0)
            to.Put("ablation_images", units.Ablations[0].Losses.Select(l => l.Images).ToArray());
        AblationLoss[] losses = [.. units.Ablations.SelectMany(a => a.Losses)];
        to.PutRows("ablation_drop", losses.Select(l => l.Drop.Numerators))
            .PutRows("ablation_known", losses.Select(l => l.Drop.Denominators));
        return to;
    }

    public static UnitMeasurements ReadConcepts(StoredMeasurement from, UnitMeasurements units)
    {
        double[][] entropy = from.GetRows<double>("top_class_entropy"),
            distance = from.GetRows<double>("top_distance"),
            activity = from.GetRows<double>("top_activity_entropy"),
            shuffled = from.GetRows<double>("top_shuffled_entropy");
        int[] resampled = from.Get<int>("resampled_images");
        string[] category = from.Get<string>("ablation_category");
        int[] ablated = from.Get<int>("ablation_units");
        string[] images = ablated.Length > 0 ? from.Get<string>("ablation_images") : [];
        double[][] drop = from.GetRows<double>("ablation_drop"),
            known = from.GetRows<double>("ablation_known");
        return units with
        {
            Concepts = ConceptsFormat.Read(from),
            Resamples = [.. from.Get<double>("resample").Chunk(3).Select(r => new ImageResample(r[0], r[1], r[2]))],
            TopImages =
            [
                .. from.Get<string>("top_layer")
                    .Select(
                        (l, i) =>
                            new LayerTopImages(l, entropy[i], distance[i])
                            {
                                ActivityEntropy = activity[i],
                                ShuffledActivityEntropy = shuffled[i],
                            }
                    ),
            ],
            EntropyResamples = from.Get<double>("entropy_resample"),
            ProbeImages = resampled[0],
            TestImages = resampled[1],
            Ablations =
            [
                .. from.Get<string>("ablation_layer")
                    .Select(
                        (layer, i) =>
                            new CategoryAblation(
                                layer,
                                category[i],
                                ablated[i],
                                [
                                    .. images.Select(
                                        (name, k) =>
                                            new AblationLoss(
                                                name,
                                                new(drop[i * images.Length + k], known[i * images.Length + k])
                                            )
                                    ),
                                ]
                            )
                    ),
            ],
        };
    }

    public static StoredMeasurement WriteSingleUnits(StoredMeasurement to, UnitMeasurements units) =>
        to.Put("layer", units.SingleUnits.Select(u => u.Layer).ToArray())
            .Put("unit", units.SingleUnits.Select(u => u.Unit).ToArray())
            .Put("shape_lost", units.SingleUnits.Select(u => u.ShapeLost).ToArray())
            .Put("texture_lost", units.SingleUnits.Select(u => u.TextureLost).ToArray());

    public static UnitMeasurements ReadSingleUnits(StoredMeasurement from, UnitMeasurements units)
    {
        int[] unit = from.Get<int>("unit");
        double[] shape = from.Get<double>("shape_lost"),
            texture = from.Get<double>("texture_lost");
        return units with
        {
            SingleUnits =
            [
                .. from.Get<string>("layer").Select((l, i) => new UnitAblation(l, unit[i], shape[i], texture[i])),
            ],
        };
    }
}
