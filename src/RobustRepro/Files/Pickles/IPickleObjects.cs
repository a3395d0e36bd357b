namespace RobustRepro.Files.Pickles;

/// <summary>What a pickle may refer to and build. <see cref="PickleReader"/> itself knows only plain values, lists,
/// tuples and dictionaries.</summary>
internal interface IPickleObjects
{
    /// <summary>Takes note of a name that the pickle refers to, or throws <see cref="InvalidDataException"/>.</summary>
    void Admit(PickleGlobal global);

    /// <summary>The value of a call <c>called(*arguments)</c> in the pickle.</summary>
    /// <param name="called">A <see cref="PickleGlobal"/>, or what else the pickle would call.</param>
    object? Build(object? called, object?[] arguments);

    /// <summary>The object outside the pickle that a persistent id stands for.</summary>
    object? Persistent(object? id);
}
