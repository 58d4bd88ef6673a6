using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>
/// What is done anew in each attempt of a retry. The same request fails the same way, but an attempt that makes a new key, takes the time or waits for a lock
/// may succeed where the last one did not. Whatever cannot be seen counts as a difference.
/// </summary>
internal sealed class Attempt
{
    // Methods that call methods: deeper than this nobody looks.
    private const int MostDepth = 3;

    private static readonly string[] WordsForLocks = ["Lock", "Lease", "Mutex", "Semaphore", "Acquire", "Leader", "Claim", "Wait"];

    private static readonly string[] WordsForWaiting = ["Delay", "Sleep", "Backoff", "Jitter", "Pause"];

    private static readonly string[] Clocks = ["Now", "UtcNow", "Today"];

    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;

    private Attempt(SemanticModel model, CancellationToken cancellation)
    {
        _model = model;
        _cancellation = cancellation;
    }

    /// <summary>Whether it may be another attempt than the one before.</summary>
    public bool MayDiffer { get; private set; }

    /// <summary>Whether tables are made or described in it.</summary>
    public bool ManagesTables { get; private set; }

    /// <summary>Whether items are read in it.</summary>
    public bool Reads { get; private set; }

    /// <param name="scope">The loop, or the call that executes the delegate.</param>
    /// <param name="model">Its model.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Attempt Of(SyntaxNode scope, SemanticModel model, CancellationToken cancellation)
    {
        var attempt = new Attempt(model, cancellation);
        attempt.MayDiffer = IsForALock(scope);
        // The method that executes a delegate is no part of what is executed.
        foreach (var part in scope is InvocationExpressionSyntax execute ? execute.ArgumentList.Arguments.Select(static argument => (SyntaxNode)argument.Expression) : [scope])
            attempt.Look(part, MostDepth);
        return attempt;
    }

    /// <summary>Whether code does nothing but tell people, and wait.</summary>
    public static bool OnlyTells(SyntaxNode code, SemanticModel model, CancellationToken cancellation) => code.DescendantNodesAndSelf().All(node => node switch
    {
        InvocationExpressionSyntax call => model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && (LogCall.Is(method) || method.IsBelow("System")),
        AssignmentExpressionSyntax { Left: var left } => model.GetTypeInfo(left, cancellation).Type is { IsValueType: true } or INamedTypeSymbol { Name: "Exception" },
        _ => true,
    });

    private static bool IsForALock(SyntaxNode scope)
    {
        for (var at = scope; at is not null; at = at.Parent)
        {
            var name = at switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                LocalFunctionStatementSyntax function => function.Identifier.ValueText,
                BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
                _ => "",
            };
            foreach (var word in WordsForLocks)
            {
                if (name.IndexOf(word, StringComparison.Ordinal) >= 0)
                    return true;
            }
        }

        return false;
    }

    private static bool IsAboutWaiting(SyntaxNode node)
    {
        var name = node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: SimpleNameSyntax simple } => simple.Identifier.ValueText,
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => variable.Identifier.ValueText,
            _ => "",
        };
        foreach (var word in WordsForWaiting)
        {
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }

    private void Look(SyntaxNode code, int depth)
    {
        if (code is IdentifierNameSyntax or MemberAccessExpressionSyntax && _model.GetSymbolInfo(code, _cancellation).Symbol is IMethodSymbol group)
        {
            LookInto(group, depth);
            return;
        }

        var written = new HashSet<string>();
        var sent = new HashSet<string>();
        // How long one waits between two attempts is no part of them.
        foreach (var node in code.DescendantNodesAndSelf(static node => !IsAboutWaiting(node)))
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when !IsAboutWaiting(call):
                    Look(call, sent, depth);
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: var clock } access when Array.IndexOf(Clocks, clock) >= 0 && _model.GetTypeInfo(access.Expression, _cancellation).Type is { Name: "DateTime" or "DateTimeOffset" }:
                    MayDiffer = true;
                    break;
                case IdentifierNameSyntax { Parent: not AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } } name when SymbolUses.IsWrite(SymbolUses.Whole(name)) || IsOwnerOfWrite(name):
                    written.Add(name.Identifier.ValueText);
                    break;
            }
        }

        MayDiffer |= written.Overlaps(sent);
    }

    /// <summary><c>request.Item = …</c> changes the request.</summary>
    private static bool IsOwnerOfWrite(IdentifierNameSyntax name)
    {
        ExpressionSyntax at = name;
        while (at.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax && at.Parent is ExpressionSyntax outer && outer.SpanStart == at.SpanStart)
            at = outer;
        return at != name && SymbolUses.IsWrite(at);
    }

    private void Look(InvocationExpressionSyntax call, HashSet<string> sent, int depth)
    {
        if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" })
            return;
        if (_model.GetSymbolInfo(call, _cancellation).Symbol is not IMethodSymbol method || method.MethodKind == MethodKind.DelegateInvoke)
        {
            MayDiffer = true;
            return;
        }

        if (DynamoDbCall.Of(method) is { IsNone: false } kind)
        {
            Reads |= kind.IsRead;
            foreach (var name in call.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>())
                sent.Add(name.Identifier.ValueText);
        }
        else if (DynamoDbCall.IsClientMember(method))
        {
            ManagesTables = true;
        }
        else if (method.IsBelow("System"))
        {
            MayDiffer |= method.Name is "NewGuid" or "CreateVersion7" or "GetUtcNow" or "GetLocalNow" or "GetTimestamp" || method.ContainingType.Name is "Random" or "RandomNumberGenerator";
        }
        else if (!method.IsBelow("Amazon") && !method.IsBelow("Polly") && !LogCall.Is(method))
        {
            LookInto(method, depth);
        }
    }

    private void LookInto(IMethodSymbol method, int depth)
    {
        if (depth == 0 || SymbolUses.Declaration(method.OriginalDefinition, _model.SyntaxTree) is not { } declaration)
            MayDiffer = true;
        else
            Look(declaration, depth - 1);
    }
}
