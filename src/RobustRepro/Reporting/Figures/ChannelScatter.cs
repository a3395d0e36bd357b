namespace RobustRepro.Reporting.Figures;

/// <summary>Total variation of each channel's map in one layer of one network, without and with noise on the
/// image.</summary>
/// <param name="Clean">Per channel; NaN where it is undefined.</param>
/// <param name="Noisy">The same channels.</param>
internal sealed record ChannelScatter(IReadOnlyList<double> Clean, IReadOnlyList<double> Noisy);
