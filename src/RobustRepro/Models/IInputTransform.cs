namespace RobustRepro.Models;

/// <summary>A network that can normalise its input once more, which weights of one origin expect and those of another
/// do not.</summary>
internal interface IInputTransform
{
    /// <summary>
    /// Takes input normalised with ImageNet's mean and deviation to what (pixel - 0.5) / 0.5 would give. torchvision's
    /// published GoogLeNet was trained so (its <c>transform_input</c>); GoogLeNets of the robustness library were not.
    /// A property of the network, not of its weights: a state dict does not tell.
    /// </summary>
    bool TransformInput { get; set; }
}
