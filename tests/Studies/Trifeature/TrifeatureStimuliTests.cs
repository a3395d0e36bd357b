using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RobustRepro.Probes.Trifeature;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Trifeature;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Studies.Trifeature;

public sealed class TrifeatureStimuliTests
{
    /// <summary>The committed weights were trained, and the verdicts recorded, on these very pixels: whatever changes
    /// them makes both obsolete.</summary>
    [Fact]
    public void The_pixels_of_every_set_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        StimulusSet[] sets =
        [
            TrifeatureStimuli.Training(500, 0, randomTexture: false),
            TrifeatureStimuli.Validation(),
            .. TrifeatureStimuli.Test().Values,
        ];
        sets.Select(s => $"{s.Name} {Convert.ToHexStringLower(SHA256.HashData(s.Images.contiguous().bytes))}")
            .Should()
            .Equal(
                "training e1b7e4dc5becc5d2940bf27a741e285cdcf8ebfa51a12e98461c48a6a8f99d27",
                "validation 95a5133fc01a5aac417fbdff296f06e3797bdad8acf64d0fd165a62cb74894e3",
                "intact 1462aab99da2ae85d22412e34cfd4bc049d4a8ee36716c638b2ed7184aadd2ff",
                "cue-conflict 3d0b9d112158427c21716410fba205b94ff29faec31c0be507973abb0e6e1ef1",
                "silhouettes 473749bde4d26be8895354dd4d9604b6d694fa80c969c0f2a22c2788025db8be",
                "contours df619f205290197774f6ce7d4ba7f3a383ceed737e47a08f6b7529f1ff27f0b0",
                "flat 9c867e6eb067d810e4fba15ea87f1bb5168018fbdad610603713e468b4cd3aca",
                "texture-patches 7805e0a7e3bf5ed9d36f1b2585595d09d4abda0ca439379dd8ced0f454517af5",
                "scrambled 027b140f187238ffde12805863c0774533f297cf9a2b26ce0a47cd4409f546a8",
                "silhouettes-inverted 292bfb54e5a2643deb85a5f6635ad701fd2f4bd09ad74d56c2f7da9d36c23172",
                "contours-inverted 3d2583e366892f7ea5374e21d59d565ed3ac582676ec64df2e07f503460eca32",
                "thresholded e6dd3d4339cdf510831904620f86da1f4590a33704f14768589af77fc1d267b0"
            );
    }

    [Fact]
    public void The_probe_and_its_labels_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        TrifeatureProbe probe = TrifeatureStimuli.Probe();
        using var labels = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < probe.Count; i++)
        {
            foreach (ushort[] map in probe.Labels(i).Maps)
                labels.AppendData(MemoryMarshal.AsBytes<ushort>(map));
            labels.AppendData([.. probe.Labels(i).WholeImage.Select(n => (byte)n)]);
        }
        Convert
            .ToHexStringLower(SHA256.HashData(probe.Images(0, probe.Count).bytes))
            .Should()
            .Be("3a0b8d6c45e20bd7df61854e19b02a86bef2f18cf21e8cd93cbb76ea72970199");
        Convert
            .ToHexStringLower(labels.GetHashAndReset())
            .Should()
            .Be("dc6c584182c4494f3c0fd97fe6508ee3bf1d8cd6670998d9f360d301b784cb12");
    }
}
