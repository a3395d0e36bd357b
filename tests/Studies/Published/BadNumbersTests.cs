using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using RobustRepro.Studies.Published;

namespace RobustRepro.Tests.Studies.Published;

/// <summary>Tables of published numbers that cannot be used: one line each, which file and what was expected.</summary>
public sealed class BadNumbersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(
        "top1_acc/silhouette",
        "top1_acc/silhouettes",
        "texture-less",
        "PATH:1: no column 'top1_acc/silhouette', which a claim reads; did you mean 'top1_acc/silhouettes'? *"
    )]
    [InlineData("model,", "network,", "shape-bias", "PATH:1: missing column model; found: network, *")]
    [InlineData(",", ";", "shape-bias", "PATH:1: columns are separated by ';'; expected commas")]
    [InlineData(",", "\t", "shape-bias", "PATH:1: columns are separated by tabs; expected commas")]
    [InlineData("net_l2_eps0,50", "net_l2_eps0,x", "ood-noise", "*'x' is not a number from 0 to 100")]
    [InlineData("net_l2_eps0,50", "net_l2_eps0,500", "ood-noise", "*'500' is not a number from 0 to 100")]
    [InlineData(
        "net_l2_eps0,50",
        "net_l2_eps0,",
        "ood-noise",
        "PATH:2: model net_l2_eps0, column top1_acc/imagenet: the cell is empty, and a claim reads it; *"
    )]
    [InlineData(
        "net_l2_eps1,",
        "net_l2_eps0.5,",
        "shape-bias",
        "PATH:4: model 'net_l2_eps0.5' stands in line 3 already; each network must have one row"
    )]
    [InlineData(
        "net_l2_eps0,",
        "net_l2_eps0.1,",
        "shape-bias",
        "PATH: family net has no network at eps 0, to be S; expected one named net_l2_eps0"
    )]
    [InlineData("net_l2_eps1,", "net_l2_eps3.0,", "shape-bias", "PATH: family net has 2 networks at L2 eps 3")]
    [InlineData(
        "net_l2_eps1,",
        "net_l2_eps1e,",
        "shape-bias",
        "PATH: model 'net_l2_eps1e' has no eps that can be read: name it like net_l2_eps0.5 or net_linf_eps4.0, or *"
    )]
    [InlineData("net_linf_eps4.0,", "net_LINF_eps,", "shape-bias", "PATH: model 'net_LINF_eps' has no eps that *")]
    [InlineData(
        ",50",
        ",0.5",
        "shape-bias",
        "PATH: column top1_acc/* has nothing above 0.5 for these networks: fractions, as it seems; expected are *"
    )]
    [InlineData("net_", "xyz_", "shape-bias", "unknown family of networks in PATH 'net'; known: xyz")]
    [InlineData("_eps", "_epsilon", "shape-bias", "PATH: no network is named like net_l2_eps0.5 or *")]
    public void A_bad_table_is_refused_in_one_line(string part, string replacement, string claim, string message)
    {
        string path = folder.Add("b.csv", new SampleBenchmark().ToString().Replace(part, replacement));
        Refused(() => Judge(path, claim), message.Replace("PATH", path));
    }

    [Fact]
    public void Under_attack_less_than_one_per_cent_is_no_fraction()
    {
        SampleBenchmark benchmark = new SampleBenchmark()
            .Series("top1_acc/PGD-40/high", 0, 0.1, 0.2, 0.5, 1)
            .With("net_linf_eps4.0", "top1_acc/PGD-40/high", "0.3");
        Judge(folder.Add("b.csv", benchmark.ToString()), "robust").Should().HaveCount(2);
    }

    [Fact]
    public void Empty_cells_that_no_claim_reads_do_no_harm()
    {
        SampleBenchmark benchmark = new SampleBenchmark().With("tv_resnet50", "top1_acc/PGD-40/high", "");
        Judge(folder.Add("b.csv", benchmark.ToString()), "robust").Should().HaveCount(2);
    }

    [Fact]
    public void An_empty_cell_of_a_training_without_attacks_counts_where_its_measure_is_read()
    {
        string path = folder.Add("b.csv", new SampleBenchmark().With("tv_resnet50", "shape-bias", "").ToString());
        Refused(() => Judge(path, "shape-bias"), "*model tv_resnet50, column shape-bias: the cell is empty*");
    }

    [Fact]
    public void Files_that_are_not_there_or_empty_are_named()
    {
        Refused(() => Judge(folder.File("none.csv"), "robust"), "*none.csv: there is no such file");
        Refused(() => Judge(folder.Add("e.csv", ""), "robust"), "*e.csv: the file is empty*");
        Refused(
            () => Judge(folder.Add("h.csv", new SampleBenchmark().ToString().Split('\n')[0] + "\n"), "robust"),
            "*h.csv: no networks; *"
        );
    }

    [Fact]
    public void Conditions_are_found_below_and_measure_the_other_architectures()
    {
        string given = Conditions("a/raw-results", (network, condition) => network == "humans" ? 0.9 : 0.5);
        PublishedStudy study = Study(given);
        study.Architectures.Should().Equal("resnet50", "resnet18", "wide_resnet50_2");
        IReadOnlyList<TrendResult> results = study.Judge(new LowFrequencyClaim(), ["resnet18"]);
        TrendResult result = results.Should().ContainSingle().Which;
        result.Networks.Should().Be("resnet18 L2");
        result.IsHeadline.Should().BeFalse();
        result.Series.Points.Select(p => p.Eps).Should().Equal(0, 0.25, 1, 3, 5);
        result.Series.Points.Should().OnlyContain(p => p.Value == 0.5);
        result.Series.People.Should().Be(0.5, "0.9 of the low ones over 0.9 and 0.9");
        result.Verdict.Should().Be(Verdict.Negligible);
        study.Judge(new ShapeBiasClaim(), ["resnet18"]).Should().BeEmpty("there is no column for it");
    }

    [Fact]
    public void Bad_conditions_are_refused_in_one_line()
    {
        Refused(() => JudgeConditions(folder.File("none")), "*none: there is no such folder");
        Directory.CreateDirectory(folder.File("empty"));
        Refused(
            () => JudgeConditions(folder.File("empty")),
            "*empty: no file 'low-pass_OOD accuracy.csv' in it or below; expected the folder raw-results of *"
        );
        string given = Conditions("c", (_, _) => 0.5);
        string file = Path.Combine(given, "high-pass_OOD_accuracy.csv"),
            good = File.ReadAllText(file);
        void With(string part, string replacement, string message)
        {
            File.WriteAllText(file, good.Replace(part, replacement));
            Refused(() => JudgeConditions(given), message);
        }
        With("yvalue", "value", "*high-pass_OOD_accuracy.csv:1: missing column yvalue; found: subj, condition, value");
        With(",1.5,", ",1.6,", "*no condition 'high-pass/1.5', which a claim reads; *");
        With("resnet18_l2_eps0,3,0.5", "resnet18_l2_eps0,3,50", "*'50' in column yvalue is not a share from 0 to 1");
        With("resnet18_l2_eps3,3,0.5\n", "", "*resnet18_l2_eps3 has no value for high-pass/3, which a claim reads");
        File.Delete(file);
        Refused(() => JudgeConditions(given), "*c: no file 'high-pass_OOD accuracy.csv'");
    }

    /// <summary>Files of conditions of resnet18 at five eps and of people.</summary>
    private string Conditions(string name, Func<string, string, double> value)
    {
        string[] networks = [.. new[] { "0", "0_25", "1", "3", "5" }.Select(e => $"resnet18_l2_eps{e}"), "humans"];
        Dictionary<string, string[]> experiments = new()
        {
            ["low-pass"] = ["0", "1", "3", "5", "7", "10", "15", "40"],
            ["high-pass"] = ["inf", "3", "1.5", "1", "0.7", "0.55", "0.45", "0.4"],
            ["uniform-noise"] = ["0.0", "0.03", "0.05", "0.1", "0.2", "0.35", "0.6", "0.9"],
        };
        Directory.CreateDirectory(folder.File(name));
        foreach ((string experiment, string[] conditions) in experiments)
        {
            IEnumerable<string> rows =
                from network in networks
                from condition in conditions
                select FormattableString.Invariant($"{network},{condition},{value(network, condition)}\n");
            folder.Add($"{name}/{experiment}_OOD_accuracy.csv", "subj,condition,yvalue\n" + string.Concat(rows));
        }
        return folder.File(name.Split('/')[0]);
    }

    private PublishedStudy Study(string conditions) =>
        PublishedStudy.Open(
            new() { Benchmark = folder.Add("b.csv", new SampleBenchmark().ToString()), Conditions = conditions }
        );

    private IReadOnlyList<TrendResult> JudgeConditions(string conditions) =>
        Study(conditions).Judge(new LowFrequencyClaim(), ["resnet18"]);

    private static IReadOnlyList<TrendResult> Judge(string path, string claim)
    {
        PublishedStudy study = PublishedStudy.Open(path, "net");
        return study.Judge(study.Claim(claim), study.Architectures);
    }

    private static void Refused(Func<object> act, string message) =>
        ((Action)(() => act()))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(message)
            .Which.Message.Should()
            .NotContain("\n");
}
