using RobustRepro.Datasets;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Cifar10;
using RobustRepro.Tests.Datasets;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Studies.Cifar10;

public sealed class Cifar10StimuliTests
{
    [Fact]
    public void Images_are_taken_in_turn_whatever_the_order_of_the_source()
    {
        int[] labels = [2, 2, 0, 1, 0, 2, 1];
        var source = new StimulusSet(
            "x",
            ["a", "b", "c"],
            arange(7, uint8).view(7, 1, 1, 1).expand(7, 3, 2, 2).contiguous(),
            labels,
            labels
        );
        using StimulusSet inTurn = ClassTurns.InTurn(source);
        inTurn.Labels.Should().Equal(0, 1, 2, 0, 1, 2, 2);
        inTurn.Images.select(1, 0).select(1, 0).select(1, 0).data<byte>().ToArray().Should().Equal(2, 3, 0, 4, 6, 1, 5);
    }

    [Fact]
    public void A_balanced_set_stays_as_it_is()
    {
        using var source = new StimulusSet("x", ["a", "b"], zeros(4, 3, 2, 2, uint8), [0, 1, 0, 1], [0, 1, 0, 1]);
        ClassTurns.InTurn(source).Should().BeSameAs(source);
    }

    [Fact]
    public void Distorted_images_keep_the_order_and_the_classes_of_the_intact_ones()
    {
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 10)];
        using var source = new StimulusSet(
            "test",
            Cifar10Dataset.Classes,
            (arange(40 * 3 * 32 * 32) * 7919 % 251).to_type(ScalarType.Byte).view(40, 3, 32, 32),
            labels,
            labels
        );
        StimulusCollection sets = Cifar10Stimuli.Test(source);
        sets.Keys.Should()
            .OnlyHaveUniqueItems()
            .And.StartWith(StimulusName.Intact)
            .And.Contain([StimulusName.CueConflict, StimulusName.Stylized, StimulusName.TexturePatches]);
        StimulusName[] distorted =
        [
            StimulusName.Scrambled,
            StimulusName.Contours,
            StimulusName.ContoursInverted,
            StimulusName.Thresholded,
            .. StimulusName.HybridCutOffs.Select(StimulusName.LowPass),
            .. StimulusName.HybridCutOffs.Select(StimulusName.HighPass),
            .. CorruptionTable.Sets,
        ];
        using Tensor whole = sets.Get(StimulusName.Contours).Images + sets.Get(StimulusName.ContoursInverted).Images;
        using Tensor white = whole.eq(255).all();
        white.item<bool>().Should().BeTrue();
        foreach (StimulusName name in distorted)
        {
            StimulusSet set = sets.Get(name);
            set.Name.Should().Be(name);
            set.Labels.Should().Equal(labels, name.Text);
            using Tensor same = set.Images.eq(sets.Get(StimulusName.Intact).Images).all();
            same.item<bool>().Should().BeFalse("{0} is not intact", name);
        }
    }

    [Fact]
    public void Too_few_test_images_are_said_at_once()
    {
        using var tree = new ImageTree();
        foreach (string name in Cifar10Dataset.Classes)
        {
            tree.AddPlain($"test/{name}/1.png", 1, Cifar10Dataset.Size);
            if (name != "cat")
                tree.AddPlain($"test/{name}/2.png", 2, Cifar10Dataset.Size);
        }
        FluentActions
            .Invoking(() => Cifar10Stimuli.LoadTest(tree.Path))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                $"{tree.Path}: the test split has 1 images of cat; the cifar10 study needs 275 or more of "
                    + $"each class (CIFAR-10 has 1,000)*"
            );
    }

    [Fact]
    public void Without_images_the_message_says_how_to_get_them() =>
        FluentActions
            .Invoking(() => Cifar10Stimuli.Load(null, Cifar10Split.Test))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*data get cifar10-images*--set Studies:Cifar10:Images=PATH*");
}
