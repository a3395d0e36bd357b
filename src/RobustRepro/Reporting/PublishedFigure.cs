namespace RobustRepro.Reporting;

/// <summary>A number that others published, to stand beside ours.</summary>
/// <param name="Claim">The claim it belongs to, by id.</param>
/// <param name="Study">The study that measures the same.</param>
/// <param name="Network">Network or group of people.</param>
/// <param name="Kind"><c>standard</c>, <c>robust</c>, <c>SIN</c> (trained on stylized ImageNet), <c>human</c>, or
/// <c>pair</c> (a standard and a robust network together).</param>
/// <param name="Value">A count, or a share in [0, 1].</param>
/// <param name="N">What the value is a count or share of (trials, decisions, images, people), or null where the source
/// does not say.</param>
/// <param name="Source">Where it is published.</param>
public sealed record PublishedFigure(
    string Claim,
    string Study,
    string Network,
    string Kind,
    string Quantity,
    double Value,
    int? N,
    string Source
);
