namespace RobustRepro.Training;

/// <summary>Learning-rate schedules a recipe can name.</summary>
public enum ScheduleKind
{
    /// <summary>The recipe's learning rate throughout.</summary>
    Constant,

    /// <summary>Multiplied by gamma every so many epochs, as in the robustness library.</summary>
    Step,

    /// <summary>PyTorch's OneCycleLR with cosine annealing: up from 1/25 of the peak, then down to nearly
    /// nothing.</summary>
    OneCycle,
}
