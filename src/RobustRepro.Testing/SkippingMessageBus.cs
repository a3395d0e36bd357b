using Xunit.Abstractions;
using Xunit.Sdk;

namespace RobustRepro.Testing;

/// <summary>Reports a test that ended in a <see cref="ClaimSkippedException"/> as skipped: xunit 2 has no way to skip a
/// test that runs already.</summary>
internal sealed class SkippingMessageBus(IMessageBus inner) : IMessageBus
{
    /// <summary>How many tests were skipped so.</summary>
    public int Skipped { get; private set; }

    public bool QueueMessage(IMessageSinkMessage message)
    {
        if (message is not ITestFailed failed || failed.ExceptionTypes[0] != typeof(ClaimSkippedException).FullName)
            return inner.QueueMessage(message);
        Skipped++;
        return inner.QueueMessage(new TestSkipped(failed.Test, failed.Messages[0]));
    }

    /// <summary>The inner bus belongs to the runner.</summary>
    public void Dispose() { }
}
