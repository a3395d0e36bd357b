namespace RobustRepro;

/// <summary>This machine lacks something the suite needs (a system library, a device). Programs end with exit code
/// 3.</summary>
public sealed class MissingRequirementException : Exception
{
    public MissingRequirementException(string message)
        : base(message) { }

    public MissingRequirementException(string message, Exception inner)
        : base(message, inner) { }
}
