using RobustRepro.Imaging;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Trifeature;

/// <summary>
/// What every pixel shows, exactly: uint8, N x 64 x 64, 0 where there is nothing of the kind. <see cref="Shape"/> holds
/// 1 + the <see cref="TrifeatureShape"/> of the object that covers the pixel, <see cref="Texture"/> 1 + the
/// <see cref="TrifeatureTexture"/> drawn there, <see cref="Colour"/> 1 + the <see cref="BasicColour"/> of the object's
/// or the background's colour before texture and noise.
/// </summary>
public sealed class TrifeatureMasks(Tensor shape, Tensor texture, Tensor colour) : IDisposable
{
    public Tensor Shape { get; } = shape.DetachFromDisposeScope();

    public Tensor Texture { get; } = texture.DetachFromDisposeScope();

    public Tensor Colour { get; } = colour.DetachFromDisposeScope();

    public void Dispose()
    {
        Shape.Dispose();
        Texture.Dispose();
        Colour.Dispose();
    }
}
