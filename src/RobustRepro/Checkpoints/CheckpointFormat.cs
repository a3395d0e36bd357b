namespace RobustRepro.Checkpoints;

/// <summary>How a checkpoint file is laid out.</summary>
public enum CheckpointFormat
{
    /// <summary>torch.save since PyTorch 1.6.</summary>
    TorchZip,

    /// <summary>torch.save before PyTorch 1.6: pickles in a row, then raw values.</summary>
    TorchLegacy,

    /// <summary>A JSON header and raw values.</summary>
    Safetensors,
}
