using RobustRepro.Checkpoints;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Files of PyTorch that are refused when they are opened or when their tensor is read.</summary>
internal static class RefusedTorchFile
{
    /// <summary>What the refusal says of a file with this content.</summary>
    public static string RefusalOf(this TemporaryFolder folder, TorchFileBuilder builder)
    {
        string path = folder.File("a.pt");
        File.Delete(path);
        return RefusalOf(builder.Write(path));
    }

    /// <summary>What the refusal says of a file.</summary>
    public static string RefusalOf(string path)
    {
        Action open = () =>
        {
            using TorchFile file = TorchFileReader.Open(path);
            if (file.Content is StoredTensor tensor)
                tensor.ToTensor().Dispose();
        };
        return open.Should().Throw<InvalidInputException>().Which.Message;
    }
}
