namespace RobustRepro.Training;

/// <summary>Optimizers a recipe can name.</summary>
public enum OptimizerKind
{
    Sgd,
    Adam,
}
