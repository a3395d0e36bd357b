using System.Globalization;
using RobustRepro.Files;
using RobustRepro.Models;

namespace RobustRepro.Training;

/// <summary>Which network of a study: its weights are in <c>{architecture}-{mode}-{seed}.safetensors</c>, and those of
/// another width in <c>{architecture}-{mode}-{seed}-width-{width}.safetensors</c>.</summary>
public sealed record NetworkId(string Architecture, TrainingMode Mode, int Seed)
{
    /// <summary>So many times the channels of the study's own networks.</summary>
    public double Width { get; init; } = 1;

    public override string ToString()
    {
        string width = Width == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-width-{Width}");
        return $"{Architecture}-{Mode.Lower()}-{Seed}{width}";
    }

    /// <exception cref="InvalidInputException">The text is not of that form.</exception>
    public static NetworkId Parse(string text)
    {
        string[] parts = text.Split('-');
        double? width =
            parts is [_, _, _] ? 1
            : parts is [_, _, _, "width", var written] ? WidthOf(written)
            : null;
        if (
            width is { } known
            && EnumNames.Find<TrainingMode>(parts[1]) is { } mode
            && int.TryParse(parts[2], out int seed)
            && seed >= 0
        )
            return new(parts[0], mode, seed) { Width = known };
        if (parts.Length == 3 && !Enum.TryParse(parts[1], ignoreCase: true, out TrainingMode _))
            throw InvalidInputException.Unknown(
                "training mode",
                parts[1],
                Enum.GetValues<TrainingMode>().Select(m => m.Lower())
            );
        throw new InvalidInputException(
            $"'{text}' does not name a network: expected ARCHITECTURE-MODE-SEED, for example googlenet-robust-0"
        );
    }

    private static double? WidthOf(string written) =>
        double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double width)
        && width is >= ChannelWidth.Least and <= ChannelWidth.Most
            ? width
            : null;
}
