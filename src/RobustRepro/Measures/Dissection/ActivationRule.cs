namespace RobustRepro.Measures.Dissection;

/// <summary>Which pixels of a unit's masks stand in the union of an IoU.</summary>
public enum ActivationRule
{
    /// <summary>Activations on images where some label of the concept's category lies under the mask: what
    /// NetDissect-Lite is written to do, and did when it was published.</summary>
    OfCategory,

    /// <summary>
    /// Those on images where any label lies under the mask, times the number of categories: what the same program gives
    /// under numpy 1.23 or later, where its onehot() (loader/data_loader.py) indexes with a list that numpy used to
    /// take for a tuple, and returns ones throughout. For comparing with tables made that way; its IoUs are several
    /// times too low.
    /// </summary>
    OfAllCategories,
}
