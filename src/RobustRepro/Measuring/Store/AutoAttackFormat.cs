using RobustRepro.Attacks.Auto;
using RobustRepro.Measures;

namespace RobustRepro.Measuring.Store;

/// <summary>How a result of AutoAttack is stored: answers per image, numbers per attack, and the check for gradient
/// masking.</summary>
internal static class AutoAttackFormat
{
    public static StoredMeasurement PutAutoAttack(this StoredMeasurement to, AutoAttacked? attacked) =>
        attacked is not { Result: { } result }
            ? to
            : to.Put("auto_images", new[] { attacked.ImagesSha256 })
                .Put("auto_clean", result.Clean.ToArray())
                .Put("auto_response", result.Answers.ToArray())
                .Put("auto_label", result.Labels.ToArray())
                .Put("auto_stage", result.Stages.Select(s => s.Name).ToArray())
                .Put("auto_asked", result.Stages.Select(s => s.Asked).ToArray())
                .Put("auto_broken", result.Stages.Select(s => s.Broken).ToArray())
                .Put("auto_remark", result.Remarks.ToArray())
                .Put(
                    "auto_check",
                    new[]
                    {
                        result.Check.Correct,
                        result.Check.ZeroLoss,
                        result.Check.ZeroGradient,
                        result.Check.AfterOneStep,
                        result.Check.AfterManySteps,
                        result.Check.MissedByAll,
                    }
                );

    /// <exception cref="InvalidDataException">Something is missing.</exception>
    public static AutoAttackResult Read(StoredMeasurement from, AutoAttack attack)
    {
        int[] check = from.Get<int>("auto_check"),
            asked = from.Get<int>("auto_asked"),
            broken = from.Get<int>("auto_broken");
        if (check.Length != 6)
            throw new InvalidDataException($"its check has {check.Length} numbers, expected 6");
        return new(
            attack,
            from.Get<int>("auto_clean"),
            from.Get<int>("auto_response"),
            from.Get<int>("auto_label"),
            [.. from.Get<string>("auto_stage").Select((name, i) => new AttackStage(name, asked[i], broken[i]))]
        )
        {
            Check = new(check[0], check[1], check[2], check[3], check[4], check[5]),
            Remarks = from.Get<string>("auto_remark"),
        };
    }
}
