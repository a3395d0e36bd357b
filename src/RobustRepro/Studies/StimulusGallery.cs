using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Models;
using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Studies;

/// <summary>Pictures of what networks were shown.</summary>
public static class StimulusGallery
{
    private const int Columns = 10;

    /// <summary>A row per stimulus set, a column per class.</summary>
    public static Figure ContactSheet(IReadOnlyDictionary<string, IStimulusSet> sets)
    {
        using DisposeScope scope = NewDisposeScope();
        IStimulusSet first = sets[StimulusSets.Intact];
        ImageGridRow[] rows =
        [
            .. sets.Values.Select(set => set.Name == StimulusSets.CueConflict
                ? new ImageGridRow(set.Name, set.Select(OnePerShape(set)).Images, [.. OnePerShape(set).Select(i => $"texture: {set.Classes[set.Texture[i]]}")])
                : new ImageGridRow(set.Name, set.Select([.. Enumerable.Range(0, Columns)]).Images)),
        ];
        return ImageGridFigure.Create("stimuli", "The stimuli", "The same test images in every set; on cue-conflict images the shape is the column's and the texture that of the class named below.", rows, first.Classes);
    }

    /// <summary>Clean images, and what the attack makes of them against S and against R; changes are magnified around grey.</summary>
    public static Figure AdversarialExamples(string architecture, NormalizedModel standard, NormalizedModel robust, IStimulusSet intact, ProjectedGradientDescent attack)
    {
        const int magnification = 5;
        using DisposeScope scope = NewDisposeScope();
        Tensor clean = intact.Batch(0, Columns);
        Tensor labels = tensor(intact.Labels[..Columns].Select(l => (long)l).ToArray());
        List<ImageGridRow> rows = [new("clean", ToBytes(clean))];
        foreach ((string name, NormalizedModel model) in new[] { ("S", standard), ("R", robust) })
        {
            Tensor perturbed = attack.Perturb(model, clean, labels);
            using IDisposable off = no_grad();
            string[] answers = [.. model.call(perturbed).argmax(1).data<long>().Select(a => intact.Classes[(int)a])];
            rows.Add(new($"attack on {name}", ToBytes(perturbed), answers));
            rows.Add(new($"change x {magnification}", ToBytes((perturbed - clean) * magnification + 0.5)));
        }
        return ImageGridFigure.Create($"adversarial-{architecture}", $"Adversarial examples, {architecture}",
            $"{attack}. Under each attacked image, what the network then answers.", rows, intact.Classes);
    }

    /// <summary>The examples for a study's first seed.</summary>
    public static Figure AdversarialExamples(IStudy study, string architecture)
    {
        using NormalizedModel standard = study.Load(new(architecture, TrainingMode.Standard, study.SeedsOf(architecture)[0]));
        using NormalizedModel robust = study.Load(new(architecture, TrainingMode.Robust, study.SeedsOf(architecture)[0]));
        return AdversarialExamples(architecture, standard, robust, study.Stimuli[StimulusSets.Intact], study.Attacks.At(study.Attacks.TrainingEps));
    }

    /// <summary>For each shape one image, each with another texture.</summary>
    private static int[] OnePerShape(IStimulusSet set) =>
        [.. set.Classes.Select((_, shape) => Enumerable.Range(0, set.Count).Where(i => set.Shape[i] == shape).ElementAt(shape % (set.Classes.Count - 1)))];

    private static Tensor ToBytes(Tensor pixels) => pixels.clamp(0, 1).mul(255).round().to(ScalarType.Byte);
}
