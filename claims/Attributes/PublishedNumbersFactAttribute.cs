namespace RobustRepro.ClaimTests;

/// <summary>A fact on published measurements, skipped with the reason where they are not there.</summary>
internal sealed class PublishedNumbersFactAttribute : FactAttribute
{
    public PublishedNumbersFactAttribute() => Skip = PublishedNumbers.Missing;
}
