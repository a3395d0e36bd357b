using System.IO.Compression;
using RobustRepro.Datasets;
using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Datasets;

public sealed class Cifar10Tests : IDisposable
{
    private readonly ImageTree folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("cifar10/")]
    public void Images_in_folders_come_class_by_turns(string root)
    {
        AddTree("tree", root, 2);
        folder.Add($"tree/{root}train/cat/2.png", ImageBytes.Plain(3, 2, 0));
        AssertTree(folder.File("tree"), root);
        ZipFile.CreateFromDirectory(folder.File("tree"), folder.File("tree.zip"));
        AssertTree(folder.File("tree.zip"), root);
    }

    [Fact]
    public void A_missing_class_is_named()
    {
        AddTree("tree", "", 1);
        Directory.Delete(folder.File("tree/train/deer"), recursive: true);
        File.Delete(folder.File("tree/train/ship/0.png"));
        folder.Refused(
            "tree",
            Cifar10Split.Train,
            "tree: train has no images of deer, ship; each class is a folder of that name with its images"
        );
        using var cifar = Cifar10Dataset.Open(folder.File("tree"));
        using StimulusSet test = cifar.Load(Cifar10Split.Test);
        test.Count.Should().Be(10);
    }

    [Fact]
    public void One_folder_is_no_data_set()
    {
        folder.Add("tree/train/cat/0.png", ImageBytes.Plain(1, 2, 3));
        folder.Refused(
            "tree",
            Cifar10Split.Train,
            "tree: train has no images of airplane, automobile, bird, deer, dog, frog, horse, ship, truck; each class"
        );
        folder.Refused(
            "tree",
            Cifar10Split.Test,
            "tree: there are no images in test/CLASS/, with CLASS one of airplane, automobile,"
        );
    }

    [Fact]
    public void A_class_folder_given_in_place_of_the_data_set_is_refused()
    {
        folder.Add("cat/0.png", ImageBytes.Plain(1, 2, 3));
        folder.Refused("cat", Cifar10Split.Train, "cat: there are no images in train/CLASS/");
    }

    [Fact]
    public void An_unknown_class_is_named()
    {
        AddTree("tree", "", 1);
        folder.Add("tree/test/unicorn/0.png", ImageBytes.Plain(1, 2, 3));
        folder.Refused("tree", Cifar10Split.Test, "tree: test/unicorn is no class of CIFAR-10; expected airplane, ");
    }

    [Fact]
    public void Two_data_sets_side_by_side_are_refused()
    {
        AddTree("tree", "a/", 1);
        AddTree("tree", "b/", 1);
        folder.Refused("tree", Cifar10Split.Test, "tree: images are in a/test and b/test; name one of the folders");
    }

    [Fact]
    public void An_image_of_another_size_is_named()
    {
        AddTree("tree", "", 2);
        folder.Add("tree/train/dog/1.png", ImageBytes.Plain(1, 2, 3, 32, 33));
        folder.Refused("tree", Cifar10Split.Train, "tree/train/dog/1.png has 33 x 32 pixels, expected 32 x 32");
    }

    [Fact]
    public void Of_several_bad_images_the_first_is_named()
    {
        AddTree("tree", "", 3);
        folder.Add("tree/train/truck/2.png", []);
        folder.Add("tree/train/cat/1.png", "text"u8.ToArray());
        folder.Add("tree/train/frog/1.png", []);
        for (int i = 0; i < 5; i++)
            folder.Refused("tree", Cifar10Split.Train, "tree/train/cat/1.png is no image that can be read");
    }

    [ReferenceFact("../data/cifar10-images.zip")]
    public void The_real_test_images_are_read()
    {
        using var cifar = Cifar10Dataset.Open(ReferenceData.Path("../data/cifar10-images.zip"));
        using StimulusSet test = cifar.Load(Cifar10Split.Test);
        test.Images.shape.Should().Equal(10_000, 3, 32, 32);
        test.Labels.Should().Equal(Enumerable.Range(0, 10_000).Select(i => i % 10));
        // the channel means of CIFAR-10's test images, about (0.494, 0.485, 0.450), as many training recipes print them
        // for the training images (0.491, 0.482, 0.447)
        using TorchSharp.torch.Tensor pixels = Pixels.ToFloat(test.Images);
        using TorchSharp.torch.Tensor means = pixels.mean([0L, 2L, 3L]);
        means
            .data<float>()
            .ToArray()
            .Should()
            .Satisfy(
                r => Math.Abs(r - 0.494) < 0.004,
                g => Math.Abs(g - 0.485) < 0.004,
                b => Math.Abs(b - 0.450) < 0.004
            );
    }

    private static void AssertTree(string path, string root)
    {
        using var cifar = Cifar10Dataset.Open(path);
        using StimulusSet train = cifar.Load(Cifar10Split.Train);
        using StimulusSet test = cifar.Load(Cifar10Split.Test);
        train.Name.Text.Should().Be("cifar10-train");
        test.Classes.Should().Equal(Cifar10Dataset.Classes);
        test.Labels.Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        train.Labels.Should().Equal([.. test.Labels, 3]);
        train.Texture.Should().Equal(train.Shape);
        train.Images.shape.Should().Equal(21, 3, 32, 32);
        // red is the class, green the number, blue the split
        for (int i = 0; i < 21; i++)
            train
                .Images[i]
                .mean([1L, 2L], type: TorchSharp.torch.float32)
                .data<float>()
                .ToArray()
                .Should()
                .Equal([i == 20 ? 3 : i % 10, i / 10, 0], $"of image {i} below '{root}'");
        test.Images[7].mean([1L, 2L], type: TorchSharp.torch.float32).data<float>().ToArray().Should().Equal([7, 0, 1]);
    }

    private void AddTree(string name, string root, int perClass)
    {
        foreach ((string split, byte blue) in new[] { ("train", (byte)0), ("test", (byte)1) })
        {
            for (int label = 0; label < 10; label++)
            {
                for (int i = 0; i < perClass; i++)
                    folder.Add(
                        $"{name}/{root}{split}/{Cifar10Dataset.Classes[label]}/{i}.png",
                        ImageBytes.Plain((byte)label, (byte)i, blue)
                    );
            }
        }
    }
}
