using TorchSharp;

namespace RobustRepro.Runtime;

/// <summary>Chooses where networks run: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
public static class ComputeDevice
{
    /// <summary>Resolves a device name to a libtorch device.</summary>
    /// <exception cref="InvalidInputException">The name is none of the above.</exception>
    /// <exception cref="MissingRequirementException">CUDA was asked for and is not there.</exception>
    public static torch.Device Resolve(string name) => Resolve(name, torch.cuda.is_available, torch.cuda.device_count);

    internal static torch.Device Resolve(string name, Func<bool> cudaAvailable, Func<int> cudaCount)
    {
        switch (name)
        {
            case "auto":
                return cudaAvailable() ? new torch.Device(DeviceType.CUDA, 0) : torch.CPU;
            case "cpu":
                return torch.CPU;
        }
        int index = 0;
        if (
            name != "cuda"
            && !(
                name.StartsWith("cuda:", StringComparison.Ordinal)
                && int.TryParse(name["cuda:".Length..], out index)
                && index >= 0
            )
        )
            throw new InvalidInputException($"unknown device '{name}'; known: auto, cpu, cuda, cuda:N");
        if (!cudaAvailable())
            throw new MissingRequirementException(
                $"device '{name}' was asked for, but this build has no CUDA: build with 'dotnet build -c "
                    + $"Release -p:TorchBackend=cuda' on a machine with an NVIDIA driver, or use --device cpu."
            );
        if (index >= cudaCount())
            throw new MissingRequirementException(
                $"device '{name}' was asked for, but this machine has {cudaCount()} CUDA device(s), numbered from 0."
            );
        return new torch.Device(DeviceType.CUDA, index);
    }
}
