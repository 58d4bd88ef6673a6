using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Tests.Lifecycle;

/// <summary>Loops in <c>[|…|]</c> are infinite, all others are not.</summary>
public class InfiniteLoopTests
{
    private static void Verified(string body, string members = "", string result = "void")
    {
        var (text, expected) = Expectation.Parse($$"""
            using System;
            using System.Collections.Generic;
            using System.Threading.Tasks;

            partial class Worker
            {
                {{members}}
                {{result}} Run(bool flag)
                {
                    {{body}}
                }
            }
            """, "loop");
        var compilation = new Lint { Sources = [("Code.cs", text)] }.Compile();
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        var found = tree.GetRoot().DescendantNodes().OfType<StatementSyntax>().Where(loop => InfiniteLoop.Is(loop, model, default));
        Assert.Equal(expected.Select(finding => finding.Span), found.Select(loop => InfiniteLoop.Header(loop).SourceSpan));
    }

    [Theory]
    [InlineData("[|while (true)|] { }")]
    [InlineData("[|do|] { } while (true);")]
    [InlineData("[|for (;;)|] { }")]
    [InlineData("[|for (var i = 0; ; i++)|] { }")]
    [InlineData("[|for (; true;)|] { }")]
    [InlineData("[|while ((true))|] { }")]
    [InlineData("[|while (1 == 1)|] { }")]
    [InlineData("[|while (!false)|] { }")]
    [InlineData("const bool forever = true; [|while (forever)|] { }")]
    public void ConstantCondition_Holds(string body) => Verified(body);

    [Theory]
    [InlineData("while (flag) { }")]
    [InlineData("while (!flag) { }")]
    [InlineData("var running = true; while (running) { }")]
    [InlineData("for (var i = 0; i < 10; i++) { }")]
    [InlineData("foreach (var item in new int[3]) { }")]
    [InlineData("while (false) { }")]
    [InlineData("do { } while (Next());", "bool Next() => true;")]
    public void OtherCondition_DoesNotHold(string body, string members = "") => Verified(body, members);

    [Theory]
    [InlineData("private bool _running = true;")]
    [InlineData("private static readonly bool _running = true;")]
    [InlineData("private volatile bool _running = true; bool Look() => _running;")]
    public void FieldThatStaysTrue_Holds(string members) => Verified("[|while (_running)|] { }", members);

    [Theory]
    [InlineData("private bool _running = true; void Stop() => _running = false;")]
    [InlineData("private bool _running = true; void Stop(Worker other) => other._running = false;")]
    [InlineData("private bool _running = true; void Stop() => Set(ref _running); void Set(ref bool flag) { flag = false; }")]
    [InlineData("private bool _running;")]
    [InlineData("internal bool _running = true;")]
    [InlineData("private bool _running = true; } partial class Worker { void Stop() => this._running = false;")]
    public void FieldThatMayChange_DoesNotHold(string members) => Verified("while (_running) { }", members);

    [Theory]
    [InlineData("while (true) { if (flag) break; }")]
    [InlineData("while (true) { if (flag) return; }")]
    [InlineData("while (true) { switch (flag) { case true: return; } }")]
    [InlineData("while (true) { if (flag) goto end; } end: ;")]
    [InlineData("while (true) { if (flag) throw new InvalidOperationException(); }")]
    [InlineData("while (true) { var x = flag ? 1 : throw new InvalidOperationException(); }")]
    [InlineData("while (true) { try { throw new InvalidOperationException(); } catch (ArgumentException) { } }")]
    [InlineData("while (true) { try { throw new InvalidOperationException(); } catch (Exception e) when (flag) { } }")]
    [InlineData("while (true) { try { } catch (Exception) { throw; } }")]
    [InlineData("while (true) { try { } finally { if (flag) throw new InvalidOperationException(); } }")]
    [InlineData("while (true) { if (flag) Environment.Exit(1); }")]
    [InlineData("[|while (true)|] { while (true) { if (flag) break; } }")]
    public void LoopWithExit_IsNone(string body) => Verified(body);

    [Theory]
    [InlineData("while (true) { yield return 1; }")]
    [InlineData("while (true) { if (flag) yield break; }")]
    public void Iterator_IsNone(string body) => Verified(body, result: "IEnumerable<int>");

    [Theory]
    [InlineData("[|while (true)|] { foreach (var x in new int[3]) break; }")]
    [InlineData("[|while (true)|] { switch (flag) { case true: break; } }")]
    [InlineData("[|while (true)|] { continue; }")]
    [InlineData("[|while (true)|] { again: if (flag) goto again; }")]
    [InlineData("[|while (true)|] { switch (flag) { case true: goto case false; case false: break; } }")]
    [InlineData("[|while (true)|] { Action leave = () => { return; }; leave(); }")]
    [InlineData("[|while (true)|] { void Leave() { return; } Leave(); }")]
    [InlineData("[|while (true)|] { try { throw new InvalidOperationException(); } catch (InvalidOperationException) { } }")]
    [InlineData("[|while (true)|] { try { throw new InvalidOperationException(); } catch { } }")]
    [InlineData("[|while (true)|] { try { try { } catch (ArgumentException) { throw; } } catch (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("[|while (true)|] { System.Threading.Monitor.Exit(this); }")]
    public void WhatStaysInside_IsNoExit(string body) => Verified(body);
}
