namespace RobustRepro.Claims;

/// <summary>Names of the stimulus sets that claims ask for. Image i of the derived sets is image i of <see cref="Intact"/>, distorted.</summary>
public static class StimulusSets
{
    /// <summary>Test images, both cues in place.</summary>
    public const string Intact = "intact";

    /// <summary>Shape of one class, texture of another.</summary>
    public const string CueConflict = "cue-conflict";

    /// <summary>Shapes filled black on white.</summary>
    public const string Silhouettes = "silhouettes";

    /// <summary>Outlines.</summary>
    public const string Contours = "contours";

    /// <summary>Coloured shapes without texture.</summary>
    public const string Flat = "flat";

    /// <summary>Texture over the whole image.</summary>
    public const string TexturePatches = "texture-patches";

    /// <summary>2 x 2 tiles in another order.</summary>
    public const string Scrambled = "scrambled";

    /// <summary>Intact images after an attack on the network that is measured: not a set of files, so not in <see cref="NetworkMeasurements.Decisions"/>.</summary>
    public const string UnderAttack = "under attack";
}
