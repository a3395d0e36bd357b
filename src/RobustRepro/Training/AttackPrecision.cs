namespace RobustRepro.Training;

/// <summary>Arithmetic of the attack's passes during training.</summary>
public enum AttackPrecision
{
    Float32,

    /// <summary>Faster where the processor has avx512_bf16 or AMX, far slower elsewhere.</summary>
    Bfloat16,
}
