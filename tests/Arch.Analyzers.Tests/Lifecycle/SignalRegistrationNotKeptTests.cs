using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.SignalRegistrationNotKept>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class SignalRegistrationNotKeptTests
{
    private const string Handler = "context => { context.Cancel = true; Stop.Cancel(); }";

    internal static string Create(string signal = "SIGTERM") => $"PosixSignalRegistration.Create(PosixSignal.{signal}, {Handler})";

    internal static string Program(string main, string members = "") => $$"""
        using System;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;

        class Program
        {
            {{members}}static readonly CancellationTokenSource Stop = new();

            static void Main()
            {
                {{main}}
                Stop.Token.WaitHandle.WaitOne();
            }
        }
        """;

    internal static string Setup(string body) => Program("Setup();", $"static void Setup() {{ {body} }} static void Keep(object it) {{ }} ");

    // ---- Silent

    [Theory]
    [InlineData("using var registration = {0};")]
    [InlineData("var registration = {0}; Console.WriteLine(); GC.KeepAlive(registration);")]
    [InlineData("var registration = {0}; Stop.Token.Register(() => registration.Dispose());")]
    [InlineData("using ({0}) Stop.Token.WaitHandle.WaitOne();")]
    [InlineData("using (var registration = {0}) { Run(); }", "static void Run() { } ")]
    [InlineData("_registration = {0};", "static PosixSignalRegistration? _registration; ")]
    [InlineData("Keep({0});", "static void Keep(object it) { } ")]
    [InlineData("var all = new[] { {0} }; GC.KeepAlive(all);")]
    public Task KeptInTheEntryPoint_IsSilent(string main, string members = "") => Rule.Csharp(Refs.Net10, Program(main.Replace("{0}", Create()), members));

    [Theory]
    [InlineData("using var registration = {0}; Stop.Token.WaitHandle.WaitOne();")]
    [InlineData("using var registration = {0}; while (!Stop.IsCancellationRequested) { }")]
    [InlineData("using var registration = {0}; Keep(registration);")]
    [InlineData("Keep({0});")]
    [InlineData("object it = {0}; Keep(it);")]
    public Task KeptElsewhere_IsSilent(string body) => Rule.Csharp(Refs.Net10, Setup(body.Replace("{0}", Create())));

    [Fact]
    public Task CreateOfOurs_IsSilent() => Rule.Csharp(Refs.Net10, Program("Create(PosixSignal.SIGTERM, null);", "static object Create(PosixSignal signal, object? handler) => signal; "));

    [Fact]
    public Task LibraryWithoutHost_IsSilent() => Rule.Csharp(Refs.Net10, Program(Create() + ";").Replace("void Main()", "void Listen()"));

    // ---- Firing

    [Fact]
    public Task LibraryWithHost_Reports() => Rule.Csharp(
        Refs.Web, Program(Create().Replace("PosixSignalRegistration.Create", "[|PosixSignalRegistration.Create|]") + ";").Replace("void Main()", "void Listen()"));

    [Theory]
    [InlineData("{0};")]
    [InlineData("_ = {0};")]
    [InlineData("var registration = {0};")]
    [InlineData("PosixSignalRegistration? registration = {0}!;")]
    public Task Collected_Reports(string statement) => Rule.Csharp(
        Refs.Net10, Program(statement.Replace("{0}", Create().Replace("PosixSignalRegistration.Create", "[|PosixSignalRegistration.Create|]"))),
        message: "This signal registration is not kept: its finalizer removes the handler at the next garbage collection, and nothing handles the signal when it comes; hold it with 'using var' in the entry point or in a static field");

    [Theory]
    [InlineData("SIGINT")]
    [InlineData("SIGHUP")]
    public Task AnySignal_Reports(string signal) => Rule.Csharp(
        Refs.Net10, Program(Create(signal).Replace("PosixSignalRegistration.Create", "[|PosixSignalRegistration.Create|]") + ";").Replace("WaitOne()", "WaitOne(1000)"));

    [Fact]
    public Task DisposedAtTheEndOfAMethod_Reports() => Rule.Csharp(
        Refs.Net10, Setup($"using var registration = {Create().Replace("PosixSignalRegistration.Create", "[|PosixSignalRegistration.Create|]")}; Console.WriteLine(\"ready\");"),
        message: "This signal registration is not kept: it is disposed when 'Setup' returns, and nothing handles the signal when it comes; hold it with 'using var' in the entry point or in a static field");

    [Fact]
    public async Task DisposedBeforeTheWait_ReportsSoftly()
    {
        var found = await Rule.Csharp(
            Refs.Net10, Program($"using ({Create().Replace("PosixSignalRegistration.Create", "[|PosixSignalRegistration.Create|]")}) Console.WriteLine(\"ready\");"));
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Fact]
    public Task TopLevelStatement_Reports() => Rule.Csharp(Refs.Net10, """
        using System.Runtime.InteropServices;
        using System.Threading;

        var stop = new ManualResetEventSlim();
        var registration = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, context => { context.Cancel = true; stop.Set(); });
        stop.Wait();
        """);
}
