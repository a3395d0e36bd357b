using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using RobustRepro.Stimuli.Distortions;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>
/// The map that makes an image's colours uncorrelated and of equal deviation (ZCA). Natural images vary much in
/// luminance and little in colour; without it, colours that the image does not have would hardly count as an error.
/// </summary>
internal static class ColourWhitening
{
    /// <summary>Added to the variance along each axis, as a share of their mean: what varies less counts as
    /// noise.</summary>
    private const double Floor = 0.02;

    private const double LeastVariance = 1e-5;

    /// <returns>The mean colour, and the matrix for deviations from it, row by row.</returns>
    public static (double[] Mean, double[] Matrix) Of(Plane[] image)
    {
        double[] mean = [.. image.Select(plane => plane.Values.Average())];
        Matrix<double> covariance = Matrix<double>.Build.Dense(
            3,
            3,
            (a, b) =>
                Enumerable
                    .Range(0, image[0].Values.Length)
                    .Average(p => (image[a].Values[p] - mean[a]) * (image[b].Values[p] - mean[b]))
        );
        Evd<double> axes = covariance.Evd(Symmetricity.Symmetric);
        double average = Math.Max(covariance.Trace() / 3, LeastVariance);
        Vector<double> gains = axes.EigenValues.Map(v => 1 / Math.Sqrt(Math.Max(v.Real, 0) / average + Floor));
        Matrix<double> matrix =
            axes.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(gains) * axes.EigenVectors.Transpose();
        return (mean, matrix.ToRowMajorArray());
    }
}
