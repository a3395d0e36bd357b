using RobustRepro.Configuration;
using RobustRepro.Studies;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace RobustRepro.Testing;

/// <summary>Finds the cases of a <see cref="ClaimTheoryAttribute"/>.</summary>
public sealed class ClaimTheoryDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    )
    {
        string name = (string)factAttribute.GetConstructorArguments().Single();
        TestMethodDisplay display = discoveryOptions.MethodDisplayOrDefault();
        TestMethodDisplayOptions options = discoveryOptions.MethodDisplayOptionsOrDefault();
        IStudy study;
        try
        {
            study = StudyRegistry.Open(name, SuiteConfiguration.Load().InputsOf(name));
        }
        catch (InvalidInputException e)
        {
            return [new ExecutionErrorTestCase(diagnostics, display, options, testMethod, e.Message)];
        }
        string[] architectures = [.. study.Networks.Architectures.Select(a => a.Name)];
        MissingInput[] vital = [.. study.Info.Missing.Where(m => m.Kind is InputKind.Images or InputKind.Networks)];
        if (architectures.Length > 0 && vital.All(m => m.Kind == InputKind.Networks))
            return architectures.Select(a => new ClaimTestCase(
                diagnostics,
                display,
                options,
                testMethod,
                [new ClaimCase(name, a)]
            ));
        string missing = string.Join("; ", vital.Select(m => m.Reason));
        return [new ClaimTestCase(diagnostics, display, options, testMethod, [new ClaimCase(name, "none")], missing)];
    }
}
