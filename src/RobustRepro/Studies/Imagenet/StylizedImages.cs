using RobustRepro.Datasets;
using RobustRepro.Datasets.ImageNet;

namespace RobustRepro.Studies.Imagenet;

/// <summary>Finds for each photograph its stylized version.</summary>
internal static class StylizedImages
{
    /// <param name="path">A folder per class; files are named like the photographs, whatever their extension.</param>
    /// <returns>Image i is photograph i, stylized.</returns>
    /// <exception cref="InvalidInputException">A photograph has no stylized version, or has it in another
    /// class.</exception>
    public static IImageSet Of(string path, IImageSet photographs)
    {
        IImageSet all = ImageFolder.Open(path, ImageNetClasses.Ids);
        ILookup<string, int> byName = Enumerable
            .Range(0, all.Count)
            .ToLookup(i => Path.GetFileNameWithoutExtension(all.Name(i)), StringComparer.Ordinal);
        int[] found =
        [
            .. Enumerable
                .Range(0, photographs.Count)
                .Select(i =>
                {
                    string name = Path.GetFileNameWithoutExtension(photographs.Name(i));
                    int[] same = [.. byName[name].Where(j => all.Shape(j) == photographs.Shape(i))];
                    return same.Length == 1
                        ? same[0]
                        : throw new InvalidInputException(
                            $"{path}: {(same.Length == 0 ? "no" : "more than one")} stylized version of "
                                + $"{Path.GetFileName(photographs.Name(i))} in "
                                + $"{ImageNetClasses.Ids[photographs.Shape(i)]}; stylize the same "
                                + $"photographs, or set Studies:Imagenet:Images to those that are stylized"
                        );
                }),
        ];
        return all.Subset(found);
    }
}
