using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>The pooled measure under another choice than the deciding one.</summary>
internal readonly record struct SensitivityRow(string Choice, double Standard, double Robust, Interval Difference);
