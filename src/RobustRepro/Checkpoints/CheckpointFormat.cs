namespace RobustRepro.Checkpoints;

/// <summary>How a checkpoint file is laid out.</summary>
public enum CheckpointFormat
{
    /// <summary>torch.save since PyTorch 1.6.</summary>
    TorchZip,

    /// <summary>torch.save before PyTorch 1.6: pickles in a row, then raw values.</summary>
    TorchLegacy,

    /// <summary>torch.save before PyTorch 0.1.10, which torchvision's files of 2017 are: a tar archive.</summary>
    TorchTar,

    /// <summary>A JSON header and raw values.</summary>
    Safetensors,
}
