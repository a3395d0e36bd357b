using RobustRepro.Files;

namespace RobustRepro.Training;

/// <summary>Which network of a study: its weights are in <c>{architecture}-{mode}-{seed}.safetensors</c>.</summary>
public sealed record NetworkId(string Architecture, TrainingMode Mode, int Seed)
{
    public override string ToString() => $"{Architecture}-{Mode.Lower()}-{Seed}";

    /// <exception cref="InvalidInputException">The text is not of that form.</exception>
    public static NetworkId Parse(string text)
    {
        string[] parts = text.Split('-');
        if (
            parts.Length == 3
            && Enum.TryParse(parts[1], ignoreCase: true, out TrainingMode mode)
            && !char.IsAsciiDigit(parts[1][0])
            && int.TryParse(parts[2], out int seed)
            && seed >= 0
        )
            return new(parts[0], mode, seed);
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
}
