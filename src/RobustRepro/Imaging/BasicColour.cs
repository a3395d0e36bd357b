namespace RobustRepro.Imaging;

/// <summary>The eleven basic colour terms of English (Berlin and Kay 1969), the colour concepts of network dissection's
/// Broden.</summary>
public enum BasicColour
{
    Black,
    White,
    Grey,
    Red,
    Orange,
    Yellow,
    Green,
    Blue,
    Purple,
    Pink,
    Brown,
}
