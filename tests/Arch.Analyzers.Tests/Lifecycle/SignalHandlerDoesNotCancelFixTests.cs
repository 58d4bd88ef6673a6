using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.SignalHandlerDoesNotCancelTests;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.SignalHandlerDoesNotCancel, Arch.CodeFixes.Lifecycle.SignalHandlerDoesNotCancelFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class SignalHandlerDoesNotCancelFixTests
{
    [Theory]
    [InlineData("[|context =>|] { Stop.Cancel(); }", "context => { context.Cancel = true; Stop.Cancel(); }")]
    [InlineData("[|_ =>|] { Stop.Cancel(); }", "context => { context.Cancel = true; Stop.Cancel(); }")]
    [InlineData("[|(PosixSignalContext _) =>|] { Stop.Cancel(); }", "(PosixSignalContext context) => { context.Cancel = true; Stop.Cancel(); }")]
    [InlineData("[|delegate (PosixSignalContext c)|] { Stop.Cancel(); }", "delegate (PosixSignalContext c) { c.Cancel = true; Stop.Cancel(); }")]
    public Task Fix_OnOneLine(string before, string after) => Fix.Csharp(Refs.Net10, Program(before), Program(after));

    [Fact]
    public Task Fix_MakesABlock() => Fix.Csharp(
        Refs.Net10,
        Program("[|_ =>|] Stop.Cancel()"),
        Program("""
            context =>
                    {
                        context.Cancel = true;
                        Stop.Cancel();
                    }
            """));

    [Fact]
    public Task Fix_InTheNamedMethod() => Fix.Csharp(
        Refs.Net10,
        Program("[|Handle|]", """
            static void Handle(PosixSignalContext signal)
                {
                    // ask the loop to end
                    Stop.Cancel();
                }
            """),
        Program("Handle", """
            static void Handle(PosixSignalContext signal)
                {
                    signal.Cancel = true;
                    // ask the loop to end
                    Stop.Cancel();
                }
            """));

    [Fact]
    public Task Fix_MovesTheLateCancel() => Fix.Csharp(
        Refs.Net10,
        Program("""
            async context =>
                    {
                        await Task.Delay(10);
                        [|context.Cancel = true|];
                        Stop.Cancel();
                    }
            """),
        Program("""
            async context =>
                    {
                        context.Cancel = true;
                        await Task.Delay(10);
                        Stop.Cancel();
                    }
            """));

    [Fact]
    public Task Fix_IsNotOfferedWithoutAParameter() => Fix.NotOffered(Refs.Net10, Program("[|delegate|] { Stop.Cancel(); }"));
}
