namespace RobustRepro.Attacks.Auto;

/// <summary>What one attack of <see cref="AutoAttack"/> found.</summary>
/// <param name="Name">As the authors write it.</param>
/// <param name="Asked">Images that withstood all before it.</param>
/// <param name="Broken">Of these, the ones that the network is wrong on now.</param>
public sealed record AttackStage(string Name, int Asked, int Broken);
