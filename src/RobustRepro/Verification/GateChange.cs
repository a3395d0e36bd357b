namespace RobustRepro.Verification;

/// <summary>Something that came out otherwise than recorded.</summary>
/// <param name="Claim">Its id; empty where it is no single claim.</param>
/// <param name="Text">One line, with the old and the new number.</param>
public sealed record GateChange(string Claim, string Text);
