using System.Diagnostics;
using RobustRepro;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Training;
TorchRuntime.Start(2);
TrainingRecipe recipe = TrainingRecipe.Load(args[0]);
long seed = long.Parse(args[1]);
var sw = Stopwatch.StartNew();
using StimulusSet train = TrifeatureGenerator.Matched("train", recipe.Images, 1000 + seed);
Console.WriteLine($"{train.Count / sw.Elapsed.TotalSeconds:0} images/s generated");
using StimulusSet val = TrifeatureGenerator.Matched("val", 500, 7);
using StimulusSet conflict = TrifeatureGenerator.CueConflict("c", 5, 8);
using StimulusSet sil = TrifeatureGenerator.Matched("val", 500, 7, TrifeatureRendering.Silhouette);
using StimulusSet tex = TrifeatureGenerator.Matched("val", 500, 7, TrifeatureRendering.TexturePatch);
NormalizedModel model = ModelRegistry.Create(ModelRegistry.Find(recipe.Architecture), 64, 10, Normalization.Centred, seed);
Console.WriteLine(ModelRegistry.ParameterCount(model));
using var t = new Trainer(recipe, seed, model, train, val);
var m = t.Run(null, false, new P());
var a = RobustRepro.Measures.Accuracy.Answers(model, conflict);
int s = a.Zip(conflict.Shape).Count(p => p.First == p.Second), x = a.Zip(conflict.Texture).Count(p => p.First == p.Second);
Console.WriteLine($"shape {s} texture {x} bias {s / (double)(s + x):0.000} sil {RobustRepro.Measures.Accuracy.Of(model, sil):0.000} tex {RobustRepro.Measures.Accuracy.Of(model, tex):0.000}");
foreach (float eps in new[] { .5f, 1f, 1.5f, 2f, 3f })
    Console.Write($"eps {eps}: {RobustRepro.Measures.Accuracy.UnderAttack(model, val, 250, RobustRepro.Attacks.ProjectedGradientDescent.ForEvaluation(new(RobustRepro.Attacks.Norm.L2, eps), 20)):0.000} ");
Console.WriteLine($"{sw.Elapsed}");
sealed class P : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress v)
    {
        if (v.Step % 20 == 0 || v.Finished != null) Console.WriteLine($"{v.Step}/{v.TotalSteps} loss {v.Loss:0.000} {v.ImagesPerSecond:0} img/s left {v.Remaining:mm\\:ss} {v.Finished}");
    }
}
