using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.SignalRegistrationNotKeptTests;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.SignalRegistrationNotKept, Arch.CodeFixes.Lifecycle.SignalRegistrationNotKeptFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class SignalRegistrationNotKeptFixTests
{
    [Theory]
    [InlineData("{0}; // hears SIGTERM", "using var registration = {0}; // hears SIGTERM")]
    [InlineData("_ = {0};", "using var registration = {0};")]
    [InlineData("var term = {0};", "using var term = {0};")]
    [InlineData("/* first */ PosixSignalRegistration term = {0};", "/* first */ using PosixSignalRegistration term = {0};")]
    public Task Fix_KeepsItInTheEntryPoint(string before, string after) => Fix.Csharp(
        Refs.Net10, Program(before.Replace("{0}", Create().Replace("PosixSignalRegistration.Create", "[|PosixSignalRegistration.Create|]"))), Program(after.Replace("{0}", Create())));

    [Theory]
    [InlineData("{0};")]
    [InlineData("using var registration = {0};")]
    public Task Fix_KeepsItInAField(string statement)
    {
        var before = Setup(statement.Replace("{0}", Create().Replace("PosixSignalRegistration.Create", "[|PosixSignalRegistration.Create|]")));
        var after = Setup($"_registration = {Create()};").Replace("{\n    static void Setup", "{\n    private static PosixSignalRegistration? _registration;\n\n    static void Setup");
        return Fix.Csharp(Refs.Net10, before, after);
    }
}
