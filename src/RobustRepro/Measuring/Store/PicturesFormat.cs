using RobustRepro.Measures;
using RobustRepro.Measures.Units;

namespace RobustRepro.Measuring.Store;

/// <summary>How the pictures of a report are stored: attacked images, and the images that excite the best
/// units.</summary>
internal static class PicturesFormat
{
    public static StoredMeasurement Write(StoredMeasurement to, NetworkPictures pictures)
    {
        if (pictures.Attacked is { } attacked)
        {
            to.Put("attack", new[] { attacked.Attack })
                .Put("attacked_shape", attacked.Shape)
                .Put("attacked_clean", attacked.Clean, Sizes(attacked.Shape))
                .Put("attacked_images", attacked.Images, Sizes(attacked.Shape))
                .Put("attacked_changes", attacked.Changes, Sizes(attacked.Shape))
                .Put("attacked_magnification", new[] { attacked.Magnification })
                .Put("attacked_classes", attacked.Classes.ToArray())
                .Put("attacked_answers", attacked.Answers.ToArray());
        }
        IReadOnlyList<UnitPicture> units = pictures.BestUnits;
        return ConceptsFormat.WriteUnits(
            to.Put("best_layer", units.Select(u => u.Layer).ToArray())
                .Put("best_unit", units.Select(u => u.Unit).ToArray())
                .PutRows("best_shape", units.Select(u => u.Shape))
                .PutRows("best_images", units.Select(u => u.Images))
                .PutRows("best_masks", units.Select(u => u.Masks))
                .PutRows("best_indices", units.Select(u => u.ImageIndices.ToArray()))
                .PutRows("best_drawn", units.Select(u => u.Drawn)),
            [.. units.Select(u => u.Found)]
        );
    }

    public static NetworkPictures Read(StoredMeasurement from)
    {
        UnitConcepts[] found = ConceptsFormat.ReadUnits(from);
        int[] unit = from.Get<int>("best_unit");
        long[][] shape = from.GetRows<long>("best_shape");
        byte[][] images = from.GetRows<byte>("best_images");
        bool[][] masks = from.GetRows<bool>("best_masks");
        int[][] indices = from.GetRows<int>("best_indices");
        byte[][] drawn = from.GetRows<byte>("best_drawn");
        return new(
            from.Has("attack") ? Attacked(from) : null,
            [
                .. from.Get<string>("best_layer")
                    .Select(
                        (layer, i) =>
                            new UnitPicture(layer, unit[i], found[i], shape[i], images[i], masks[i], indices[i])
                            {
                                Drawn = drawn[i],
                            }
                    ),
            ]
        );
    }

    private static AttackedImages Attacked(StoredMeasurement from) =>
        new(
            from.Get<string>("attack")[0],
            from.Get<long>("attacked_shape"),
            from.Get<byte>("attacked_clean"),
            from.Get<byte>("attacked_images"),
            from.Get<byte>("attacked_changes"),
            from.Get<int>("attacked_magnification")[0],
            from.Get<string>("attacked_classes"),
            from.Get<string>("attacked_answers")
        );

    private static int[] Sizes(long[] shape) => [.. shape.Select(s => (int)s)];
}
