using Arch.Analyzers.Tests.Harness;
using static Arch.Analyzers.Tests.Lifecycle.FireAndForgetTaskTests;
using Fix = Arch.Analyzers.Tests.Harness.FixVerifier<Arch.Analyzers.Lifecycle.FireAndForgetTask, Arch.CodeFixes.Lifecycle.FireAndForgetTaskFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class FireAndForgetTaskFixTests
{
    [Theory]
    [InlineData("[|_|] = SendAsync();", "await SendAsync();")]
    [InlineData("/* soon */ [|_|] = FlushAsync(); // later", "/* soon */ await FlushAsync(); // later")]
    [InlineData("if (token.CanBeCanceled) [|_|] = Task.Run(Work);", "if (token.CanBeCanceled) await Task.Run(Work);")]
    [InlineData("[|_|] =\n            SendAsync();", "await SendAsync();")]
    [InlineData("Func<Task> send = async () => { [|_|] = SendAsync(); await Task.Yield(); };", "Func<Task> send = async () => { await SendAsync(); await Task.Yield(); };")]
    public Task Fix_Awaits(string before, string after) =>
        Fix.Csharp(Refs.Web, Async(Service(before + "\n        await Task.Yield();")), Async(Service(after + "\n        await Task.Yield();")));

    [Fact]
    public Task Fix_InTopLevelStatements() => Fix.Csharp(
        Refs.Web, "using System.Threading.Tasks;\n\n[|_|] = Task.Run(() => { });\n", "using System.Threading.Tasks;\n\nawait Task.Run(() => { });\n");

    [Theory]
    [InlineData("[|_|] = SendAsync();")]
    [InlineData("[|SendAsync|]();")]
    [InlineData("var [|task|] = Task.Run(Work);")]
    [InlineData("new Timer([|async|] _ => await SendAsync());")]
    public Task Fix_IsNotOfferedInCodeThatIsNotAsync(string body) => Fix.NotOffered(Refs.Web, Service(body));

    [Theory]
    [InlineData("lock (map) { [|_|] = SendAsync(); }", "")]
    [InlineData("[|_|] = _stream?.FlushAsync();", "System.IO.Stream? _stream;")]
    public Task Fix_IsNotOfferedWhereItCannotStand(string body, string members) => Fix.NotOffered(Refs.Web, Async(Service(body + " await Task.Yield();", members)));
}
