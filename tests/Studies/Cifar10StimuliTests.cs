using RobustRepro.Stimuli;
using RobustRepro.Studies;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Studies;

public sealed class Cifar10StimuliTests
{
    [Fact]
    public void Images_are_taken_in_turn_whatever_the_order_of_the_source()
    {
        int[] labels = [2, 2, 0, 1, 0, 2, 1];
        var source = new StimulusSet("x", ["a", "b", "c"], arange(7, uint8).view(7, 1, 1, 1).expand(7, 3, 2, 2).contiguous(), labels, labels);
        using StimulusSet inTurn = Cifar10Stimuli.InTurn(source);
        inTurn.Labels.Should().Equal(0, 1, 2, 0, 1, 2, 2);
        inTurn.Images.select(1, 0).select(1, 0).select(1, 0).data<byte>().ToArray().Should().Equal(2, 3, 0, 4, 6, 1, 5);
    }

    [Fact]
    public void A_balanced_set_stays_as_it_is()
    {
        using var source = new StimulusSet("x", ["a", "b"], zeros(4, 3, 2, 2, uint8), [0, 1, 0, 1], [0, 1, 0, 1]);
        Cifar10Stimuli.InTurn(source).Should().BeSameAs(source);
    }

    [Fact]
    public void Without_images_the_message_says_how_to_get_them() =>
        FluentActions.Invoking(() => Cifar10Stimuli.Load(null, RobustRepro.Stimuli.Images.Cifar10Split.Test)).Should().Throw<InvalidInputException>().WithMessage("*data get cifar10-images*--set Studies:Cifar10:Images=PATH*");
}
