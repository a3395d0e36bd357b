namespace RobustRepro.Studies.Tinyimagenet;

/// <summary>The stimuli of the tinyimagenet study, as docs/preregistration.md fixes them.</summary>
internal static class TinyimagenetStimuli
{
    /// <summary>How to get the photographs.</summary>
    public const string NoImages =
        "the tinyimagenet study needs its photographs: 'robustrepro data get tiny-imagenet' fetches them; those that "
        + "lie elsewhere are named with --set Studies:Tinyimagenet:Images=PATH, the folder tiny-imagenet-200 or a zip "
        + "of it";
}
