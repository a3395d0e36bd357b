using System.Text.Json;
using RobustRepro.Measures;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Measures;

public sealed class DecisionCsvTests : IDisposable
{
    private const string Header = "subj,session,trial,rt,object_response,category,condition,imagename";
    private const string Row = "alexnet,1,1,NaN,bicycle,airplane,0,0001_s5n_dnn_0_airplane_00_airplane1-bicycle2.png";
    private static readonly string[] Trifeature = ["triangle", "square", "circle", "star"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Variants =>
        new()
        {
            { "texture-vs-shape", $"{Header}\r\n{Row}\r\n" },
            {
                "model-vs-human, bare names, Session",
                "subj,Session,trial,rt,object_response,category,condition,imagename\n"
                    + "alexnet,1,1,NaN,bicycle,airplane,NaN,airplane1-bicycle2.png\n"
            },
            {
                "person",
                $"{Header}\nalexnet,1,1,1.13377118110657,bicycle,airplane,0,"
                    + "0001_s5n_s01_0_airplane_00_airplane1-bicycle2.png"
            },
            { "byte-order mark", $"\uFEFF{Header}\n{Row}\n" },
            {
                "quotes and spaces",
                "\"subj\" , \"session\",\"trial\",\"rt\",\"object_response\",\"category\",\"condition\",\"imagename\" "
                    + "\n\"alexnet\",\"1\",\"1\",\"NaN\", \"bicycle\" "
                    + ",\"airplane\",\"0\",\"airplane1-bicycle2.png\"  \n"
            },
            {
                "other order, only what is needed",
                "ImageName,Category,OBJECT_RESPONSE,subj\nairplane1-bicycle2.png,airplane,bicycle,alexnet\n"
            },
            {
                "index column, blank lines, unreadable numbers",
                $",{Header}\n\n0,alexnet,one,?,fast,bicycle,airplane,c100,airplane1-bicycle2.png\n\n"
            },
        };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Reads_every_variant_alike(string variant, string content)
    {
        Decisions read = DecisionCsv.Read(folder.Add("a.csv", content));

        read.Observer.Should().Be("alexnet", variant);
        read.Images.Should().Equal("airplane1-bicycle2.png");
        read.Shape.Should().Equal(0);
        read.Texture.Should().Equal(2);
        read.Response.Should().Equal(2);
        read.Categories.Should().Equal(EntryLevelCategories.All);
    }

    [Fact]
    public void An_absent_answer_is_none_of_the_categories()
    {
        Decisions read = DecisionCsv.Read(
            folder.Add("a.csv", $"{Header}\nsubject-01,1,1,NaN,na,bird,0,0001_s5n_s01_0_bird_00_bird3-bear2.png\n")
        );

        read.Response.Should().Equal(-1);
    }

    [Fact]
    public void An_image_without_texture_has_none()
    {
        Decisions read = DecisionCsv.Read(
            folder.Add(
                "a.csv",
                $"{Header}\nsubject-01,1,1,0.8,oven,oven,cr,0001_cl_s01_cr_oven_40_n04111531_14126.png\n"
            )
        );

        read.Texture.Should().Equal(-1);
        read.Images.Should().Equal("n04111531_14126.png");
    }

    public static TheoryData<string, string> BadFiles =>
        new()
        {
            {
                "",
                "PATH: the file is empty; its first line must name the columns subj, object_response, "
                    + "category, imagename"
            },
            { $"{Header}\r\n", "PATH: the file has a header but no trials" },
            {
                "subj,trial,category,imagename\nalexnet,1,cat,cat1-dog1.png\n",
                "PATH:1: missing column object_response; found: subj, trial, category, imagename"
            },
            { "a;b\n1;2\n", "PATH:1: columns are separated by ';'; expected commas" },
            {
                $"{Header}\n{Row}\nalexnet,1,2,NaN,zebra,airplane,0,airplane1-bicycle2.png\n",
                "PATH:3: unknown category 'zebra' in column object_response; known: airplane, bear, *, truck"
            },
            {
                $"{Header}\nalexnet,1,1,NaN,bear,zebra,0,airplane1-bicycle2.png\n",
                "PATH:2: unknown category 'zebra' in column category; known: airplane, *"
            },
            {
                $"{Header}\nalexnet,1,1,NaN,bear,bear,0,bear1-zebra2.png\n",
                "PATH:2: unknown category 'zebra' in column imagename; known: airplane, *"
            },
            {
                $"{Header}\nalexnet,1,1,NaN,,bear,0,bear1-cat2.png\n",
                "PATH:2: unknown category '' in column object_response; known: airplane, *"
            },
            {
                $"{Header}\n{Row}\nalexnet,1,2,NaN,bear\n",
                "PATH:3: no value for column category: the row has 5 of 8 values; is the file cut off?"
            },
            {
                $"{Header}\n{Row}\nvgg16,1,2,NaN,bear,bear,0,bear1-cat2.png\n",
                "PATH:3: observer 'vgg16' in column subj after 'alexnet'; a file holds the trials of one observer"
            },
            {
                $"{Header}\nalexnet,1,1,NaN,\"bear,bear,0,bear1-cat2.png\n{Row}\n",
                "PATH:2: a quote in this row is not closed, or stands inside of a value (*)"
            },
            {
                $"{Header}\n{new string('x', 200)},1,1,NaN,bear,bear,0,bear1-cat2.png\n{Row}\n",
                "PATH:3: observer 'alexnet' in column subj after 'xxx*xxx...'; *"
            },
        };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_gives_one_clear_line(string content, string message)
    {
        string path = folder.Add("bad.csv", content);

        Action read = () => DecisionCsv.Read(path);

        read.Should()
            .Throw<InvalidInputException>()
            .WithMessage(message.Replace("PATH", path))
            .Which.Message.Should()
            .NotContain("\n");
    }

    [Fact]
    public void An_absent_file_is_named()
    {
        string path = Path.Combine(folder.Path, "absent.csv");

        Action read = () => DecisionCsv.Read(path);

        read.Should().Throw<InvalidInputException>().WithMessage($"{path}: there is no such file");
    }

    [Fact]
    public void Other_categories_replace_the_sixteen()
    {
        Decisions read = DecisionCsv.Read(
            folder.Add("a.csv", $"{Header}\nx,1,1,NaN,star,circle,0,circle1-star1.png\n"),
            Trifeature
        );

        read.Texture.Should().Equal(3);
    }

    [ReferenceFact("categories16.json")]
    public void The_categories_are_those_of_model_vs_human()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("categories16.json")));

        document
            .RootElement.GetProperty("categories")
            .EnumerateObject()
            .Select(p => p.Name)
            .Order(StringComparer.Ordinal)
            .Should()
            .Equal(EntryLevelCategories.All);
    }
}
