using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Analyzers.Tests.Engine;

/// <summary>A rule that throws is named with its place, and its neighbours go on.</summary>
public class FailureTests
{
    private const string Code = """
        class Shop
        {
            int sum = 1;
            object Pay() { sum = 2; Pay(); return new Shop(); }
        }
        """;

    public static TheoryData<string> Registrations => ["call", "creation", "assignment", "syntax", "operation", "symbol", "tree", "end"];

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task Exception_IsNamedWithRuleAndPlace_AndNeighboursReport(string kind)
    {
        var lint = Probes.Lint(Code, Probes.Host(Throwing(Probes.First, kind), Reporting(Probes.Second, kind)));
        var found = await lint.RunAsync(compilation: null);
        var crash = Assert.Single(found, finding => finding.Id == "AD0001");
        Assert.Contains($"ARCH9901 failed in {Place(kind)}: no change", crash.GetMessage());
        Assert.Single(found, finding => finding.Id == "ARCH9902");
    }

    [Fact]
    public async Task FileRule_IsNamedWithTheFile_AndNeighboursReport()
    {
        var lint = Probes.Lint(
            [("Code.cs", Code)], [("a.env", "KEY=SECRET")],
            Probes.Files(new FileProbe(Probes.InFiles, (_, _) => throw new InvalidOperationException("no change")), Probes.Words(Probes.InFilesToo, "SECRET")));
        var found = await lint.RunAsync(compilation: null);
        Assert.Contains("ARCH9911 failed in a.env: no change", Assert.Single(found, finding => finding.Id == "AD0001").GetMessage());
        Assert.Single(found, finding => finding.Id == "ARCH9912");
    }

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task Cancellation_Passes(string kind)
    {
        using var source = new CancellationTokenSource();
        var rule = Make(Probes.First, kind, _ =>
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
        });
        var lint = Probes.Lint(Code, Probes.Host(rule));
        var run = lint.Compile().WithAnalyzers(lint.Analyzers, lint.AnalyzerOptions());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.GetAnalyzerDiagnosticsAsync(source.Token));
    }

    [Fact]
    public async Task Cancellation_OfFileRules_Passes()
    {
        using var source = new CancellationTokenSource();
        var lint = Probes.Lint([("Code.cs", Code)], [("a.env", "KEY=SECRET")], Probes.Files(new FileProbe(Probes.InFiles, (_, _) =>
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
        })));
        var run = lint.Compile().WithAnalyzers(lint.Analyzers, lint.AnalyzerOptions());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.GetAnalyzerDiagnosticsAsync(source.Token));
    }

    private static string Place(string kind) => kind switch
    {
        "end" => "the compilation",
        "symbol" or "tree" => "Code.cs(1)",
        _ => "Code.cs(4)",
    };

    private static CodeProbe Throwing(DiagnosticDescriptor rule, string kind) => Make(rule, kind, static _ => throw new InvalidOperationException("no change"));

    private static CodeProbe Reporting(DiagnosticDescriptor rule, string kind) =>
        Make(rule, kind, static report => report.At(Location.None, new Finding("x"), "x"));

    private static CodeProbe Make(DiagnosticDescriptor rule, string kind, Action<Reporter> act) => new(rule, start =>
    {
        switch (kind)
        {
            case "call": start.OnCall(["Pay"], call => act(call.Report)); break;
            case "creation": start.OnCreation(["Shop"], creation => act(creation.Report)); break;
            case "assignment": start.OnAssignment(["sum"], node => act(node.Report)); break;
            case "syntax": start.OnSyntax([SyntaxKind.ReturnStatement], node => act(node.Report)); break;
            case "operation": start.OnOperation([OperationKind.ObjectCreation], operation => act(operation.Report)); break;
            case "symbol": start.OnSymbol([SymbolKind.NamedType], symbol => act(symbol.Report)); break;
            case "tree": start.OnTree(tree => act(tree.Report)); break;
            case "end": start.OnEnd(end => act(end.Report)); break;
        }
    });
}
