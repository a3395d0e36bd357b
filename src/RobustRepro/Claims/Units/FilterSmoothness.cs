namespace RobustRepro.Claims.Units;

/// <summary>Total variation of the filters of one spatial convolution, an entry per filter.</summary>
/// <param name="Layer">Module name.</param>
/// <param name="Raw">Summed over the filter's input channels.</param>
/// <param name="ScaleFree">Divided by the filter's L1 norm; NaN for a filter of zeros.</param>
public sealed record FilterSmoothness(string Layer, double[] Raw, double[] ScaleFree);
