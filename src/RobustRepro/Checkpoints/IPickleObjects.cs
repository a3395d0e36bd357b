namespace RobustRepro.Checkpoints;

/// <summary>What a pickle may refer to and build. <see cref="PickleReader"/> itself knows only plain values, lists,
/// tuples and dictionaries.</summary>
internal interface IPickleObjects
{
    /// <summary>Accepts a name that the pickle refers to, or throws <see cref="InvalidDataException"/>.</summary>
    void Admit(PickleGlobal global);

    /// <summary>The value of a call <c>global(*arguments)</c> in the pickle.</summary>
    object? Build(PickleGlobal global, object?[] arguments);

    /// <summary>The object outside the pickle that a persistent id stands for.</summary>
    object Persistent(object? id);
}
