using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace RobustRepro.Testing;

/// <summary>A case of a claim's test, which may turn out to be one to skip while it runs.</summary>
public sealed class ClaimTestCase : XunitTestCase
{
    /// <summary>For the test runner, which fills it in.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the test runner.")]
    public ClaimTestCase() { }

    internal ClaimTestCase(
        IMessageSink diagnostics,
        TestMethodDisplay display,
        TestMethodDisplayOptions options,
        ITestMethod method,
        object[] arguments,
        string? skip = null
    )
        : base(diagnostics, display, options, method, arguments)
    {
        if (skip is not null)
            SkipReason = skip;
    }

    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource
    )
    {
        using var skipping = new SkippingMessageBus(messageBus);
        RunSummary summary = await base.RunAsync(
            diagnosticMessageSink,
            skipping,
            constructorArguments,
            aggregator,
            cancellationTokenSource
        );
        summary.Failed -= skipping.Skipped;
        summary.Skipped += skipping.Skipped;
        return summary;
    }

    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(SkipReason), SkipReason);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        base.Deserialize(data);
        SkipReason = data.GetValue<string>(nameof(SkipReason));
    }
}
