using System.Reflection;
using Arch.Package.Tests.Harness;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Arch.Package.Tests.Harness." + nameof(Framework), "Arch.Package.Tests")]

namespace Arch.Package.Tests.Harness;

/// <summary>Cleans up when the last test has run. The end of the process is too late for it: the runner does not wait.</summary>
public sealed class Framework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) => new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink messages) : XunitTestFrameworkExecutor(assembly, sources, messages)
    {
        protected override async void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> cases, IMessageSink diagnostics, IMessageSink messages, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, cases, diagnostics, messages, options)
    {
        protected override Task BeforeTestAssemblyFinishedAsync()
        {
            Workshop.Close();
            return base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
