using System.Text;
using RobustRepro.Claims;
using RobustRepro.Datasets;
using RobustRepro.Datasets.ImageNet;
using RobustRepro.Measures;
using RobustRepro.Measures.Dissection;
using RobustRepro.Reporting;
using RobustRepro.Studies.Published;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>Tables of numbers and answers as text.</summary>
internal static class TableReaders
{
    private static readonly string[] Words = ["\"", "\"\"", ",", "\n", "\r\n", "NaN", "-1", "1e999", "na", "\ufeff"];

    public static IEnumerable<FuzzedReader> All { get; } =
    [
        new(
            "decisions",
            "a_b_session-1.csv",
            () =>
                Texts(
                    "subj,session,trial,rt,object_response,category,condition,imagename\n"
                        + "net,1,1,NaN,dog,cat,0,0001_a_dnn_0_cat_00_cat1-dog2-90.png\n"
                        + "\"net\",1,2,NaN,\"na\",car,0,car1-boat2.png\n",
                    "imagename,category,object_response,subj\r\ncat10-elephant1.png , cat , elephant , a b\r\n"
                ),
            ReadDecisions
        )
        {
            Words = [.. Words, "object_response", "imagename", "airplane", "0001_a_dnn_0_cat_00_"],
        },
        new(
            "benchmark",
            "benchmark.csv",
            () =>
                Texts(
                    "model,shape-bias,top1_acc/cue-conflict\nrobust_resnet50_l2_eps0,0.21,20\n"
                        + "robust_resnet50_l2_eps0.5,0.4,30\nrobust_resnet50_l2_eps3,0.6,40\n",
                    AllColumns()
                ),
            ReadBenchmark
        )
        {
            Words = [.. Words, "robust_resnet50_l2_eps", "top1_acc/", "shape-bias"],
        },
        new(
            "conditions",
            "low-pass_OOD accuracy.csv",
            () => Texts("subj,condition,yvalue\nresnet50_l2_eps0,3.0,0.5\nresnet50_l2_eps3,3,0.6\nhumans,\"40\",0.9\n"),
            path => new ConditionFiles(Path.GetDirectoryName(path)!, ["low-pass"])
        )
        {
            Words = [.. Words, "resnet50_l2_eps", "humans", "yvalue"],
        },
        new(
            "labels",
            "labels.txt",
            () =>
                Texts(
                    "a.JPEG n01440764\nb.JPEG 1\n",
                    "ImageId,PredictionString\na,n01440764 1 2 3 4\nb,n01443537 5 6 7 8\n",
                    "0\n999\n"
                ),
            path => LabelLine.Read(path, ImageNetClasses.Ids)
        )
        {
            Words = [.. Words, "ImageId,", "n01440764", "\t"],
        },
        new(
            "published-numbers",
            "numbers.csv",
            () =>
                Texts(
                    "claim,study,network,kind,quantity,value,n,source\nrobust,paper,resnet50,S,accuracy,0.5,100,T1\n"
                ),
            path => PublishedFigures.Load(path)
        )
        {
            Words = Words,
        },
        new(
            "tally",
            "tally.csv",
            () =>
                Texts(
                    "unit,category,label,score,color-label,color-truth,color-activation,color-intersect,color-iou\n"
                        + "1,color,red-c,0.5,red-c,977.0,10,5.0,0.5\n"
                ),
            path => TallyCsv.Read(path)
        )
        {
            Words = Words,
        },
    ];

    internal static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.UTF8.GetBytes);

    /// <summary>What the command <c>decisions</c> does with a file.</summary>
    private static void ReadDecisions(string path)
    {
        Decisions read = DecisionCsv.Read(path);
        _ = read.Accuracy;
        _ = ShapeBias.Of(read);
    }

    /// <summary>A table with every column that a claim reads.</summary>
    private static string AllColumns()
    {
        string[] columns =
        [
            .. PublishedClaims
                .All.SelectMany(c => c.Choices.Prepend(c.Primary))
                .Concat(PublishedClaims.Context)
                .SelectMany(m => m.Columns)
                .Distinct(),
        ];
        string[] networks = ["l2_eps0", "l2_eps1", "l2_eps3", "linf_eps4.0", "linf_eps8.0"];
        return string.Concat(
            networks
                .Select((n, i) => $"robust_resnet50_{n},{string.Join(',', columns.Select(_ => $"0.{i + 3}"))}\n")
                .Prepend($"model,{string.Join(',', columns)}\n")
        );
    }

    private static void ReadBenchmark(string path)
    {
        PublishedStudy study = PublishedStudy.Open(path, "robust_resnet50");
        foreach (Claim claim in study.Claims.Where(c => study.WhyNot(c) is null))
            _ = study.Judge(claim, study.Architectures);
        _ = study.Context();
    }
}
