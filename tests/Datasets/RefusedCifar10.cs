using RobustRepro.Datasets;

namespace RobustRepro.Tests.Datasets;

/// <summary>What is no CIFAR-10 is refused, with one line that says why.</summary>
internal static class RefusedCifar10
{
    public static void Refused(this ImageTree folder, string name, Cifar10Split split, string message) =>
        FluentActions
            .Invoking(() =>
            {
                using var cifar = Cifar10Dataset.Open(folder.File(name));
                cifar.Load(split).Dispose();
            })
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .Contain(message)
            .And.NotContain("\n");
}
