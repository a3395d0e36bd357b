using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace OwnClaim;

/// <summary>A claim of one's own: the robust network recognises filled silhouettes better.</summary>
public sealed class KnowsSilhouettes() : AccuracyClaim("silhouettes", StimulusName.Silhouettes, Sign.Positive);
