using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Lifecycle;

/// <summary>
/// The tokens that tell a hosted service to stop. A token whose source is not known may be one of them; the limit of a single call,
/// <c>CancellationToken.None</c> and a source that nobody cancels are not.
/// </summary>
internal static class StopToken
{
    /// <summary>What to call the token where none is in scope.</summary>
    public const string UsualName = "stoppingToken";

    private const int MostDepth = 3;

    public static bool Is(ITypeSymbol? type) => type is { Name: "CancellationToken" } && type.IsIn("System.Threading");

    /// <summary>The token to use at a place, as an expression; null when none is in scope.</summary>
    public static string? InScope(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        string? member = null;
        ISymbol? nearest = null;
        foreach (var symbol in model.LookupSymbols(place.SpanStart))
        {
            switch (symbol)
            {
                case IParameterSymbol { ContainingSymbol: IMethodSymbol function } parameter when Is(parameter.Type) && function.Name is not ("StartAsync" or "StopAsync"):
                case ILocalSymbol local when Is(local.Type) && IsDeclaredAbove(local, place) && IsStop(local, model, cancellation):
                    if (nearest is null || Start(symbol) > Start(nearest))
                        nearest = symbol;
                    break;
                case IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol when !symbol.ContainingType.IsIn("System.Threading"):
                    member ??= OfMember(symbol, model, cancellation);
                    break;
            }
        }

        return nearest?.Name ?? member;
    }

    /// <summary>Where code reads a stop token, in the order of the text; what only goes into a log does not count.</summary>
    public static IEnumerable<ExpressionSyntax> Reads(SyntaxNode code, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var name in code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (name.Parent is NameColonSyntax || model.GetSymbolInfo(name, cancellation).Symbol is not { } symbol || !IsRead(name, symbol) || !IsStop(symbol, model, cancellation, name))
                continue;
            yield return SymbolUses.Whole(name) is var whole && whole.Parent is MemberAccessExpressionSyntax access && access.Name == whole ? access : whole;
        }
    }

    /// <summary>Whether code reads a stop token, or calls code of the same type that does.</summary>
    public static bool IsReadIn(SyntaxNode code, INamedTypeSymbol type, SemanticModel model, CancellationToken cancellation) => IsReadIn(code, type, model, [], cancellation);

    private static bool IsReadIn(SyntaxNode code, INamedTypeSymbol type, SemanticModel model, List<ISymbol> callers, CancellationToken cancellation)
    {
        // What is handed to a method without a value, or with none that stops, is no stop token in there.
        if (Reads(code, model, cancellation).Any(read => callers.Count == 0 || model.GetSymbolInfo(read, cancellation).Symbol is not IParameterSymbol parameter || !callers.Contains(parameter.ContainingSymbol)))
            return true;
        foreach (var name in code.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (callers.Count < MostDepth && model.GetSymbolInfo(name, cancellation).Symbol is IMethodSymbol method && !callers.Contains(method)
                && (method.MethodKind == MethodKind.LocalFunction || SymbolEqualityComparer.Default.Equals(method.ContainingType, type))
                && method.DeclaringSyntaxReferences is { Length: > 0 } declarations)
            {
                if (declarations[0].SyntaxTree != model.SyntaxTree
                    ? MentionsMember(declarations[0].GetSyntax(cancellation), type)
                    : IsReadIn(declarations[0].GetSyntax(cancellation), type, model, [.. callers, method], cancellation))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether code of another file names a member of the type that is a token or gives one.</summary>
    private static bool MentionsMember(SyntaxNode code, INamedTypeSymbol type) => code.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Any(name => type.GetMembers(name.Identifier.ValueText).Any(static member => TypeOf(member) is { Name: "CancellationToken" or "CancellationTokenSource" or "IHostApplicationLifetime" }));

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static bool IsSource(ITypeSymbol? type) => type is { Name: "CancellationTokenSource" } && type.IsIn("System.Threading");

    private static int Start(ISymbol symbol) => symbol.DeclaringSyntaxReferences[0].Span.Start;

    private static bool IsDeclaredAbove(ISymbol local, SyntaxNode place) => local.DeclaringSyntaxReferences is { Length: 1 } declarations && declarations[0].Span.End <= place.SpanStart;

    private static string? OfMember(ISymbol member, SemanticModel model, CancellationToken cancellation) => TypeOf(member) switch
    {
        { Name: "IHostApplicationLifetime" } => member.Name + ".ApplicationStopping",
        var type when Is(type) => member.Name,
        var type when IsSource(type) && IsStop(member, model, cancellation) => member.Name + ".Token",
        _ => null,
    };

    private static bool IsRead(IdentifierNameSyntax name, ISymbol symbol)
    {
        var type = TypeOf(symbol);
        // Of a source, its token and whether it is cancelled are read; to cancel it, to limit it or to dispose of it is something else.
        if (IsSource(type) && name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "IsCancellationRequested" } access && access.Expression == SymbolUses.Whole(name))
            return false;
        return (Is(type) || IsSource(type)) && !name.Ancestors().TakeWhile(static outer => outer is not StatementSyntax)
            .Any(static outer => outer is InvocationExpressionSyntax call && (Quiet.IsLog(call) || call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }));
    }

    /// <summary>Whether the host may cancel it.</summary>
    private static bool IsStop(ISymbol symbol, SemanticModel model, CancellationToken cancellation, IdentifierNameSyntax? use = null)
    {
        switch (symbol)
        {
            case IPropertySymbol { Name: "None", IsStatic: true }:
                return false;
            case IPropertySymbol { Name: "Token", ContainingType: var type } when IsSource(type):
                return use?.Parent is not MemberAccessExpressionSyntax { Expression: var source } || model.GetSymbolInfo(SameValue.Bare(source), cancellation).Symbol is not { } owner
                    || IsStop(owner, model, cancellation);
            case ILocalSymbol local when SingleValue.Of(local, model, cancellation) is { } value:
                return SameValue.Bare(value) switch
                {
                    LiteralExpressionSyntax or DefaultExpressionSyntax => false,
                    // A source of its own, made for one round: the limit of a call.
                    BaseObjectCreationExpressionSyntax creation => !creation.Ancestors().Any(static outer => outer is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax),
                    MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } => model.GetSymbolInfo(name, cancellation).Symbol is not { } part || IsStop(part, model, cancellation, name),
                    InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateLinkedTokenSource" }, ArgumentList: var linked } => Reads(linked, model, cancellation).Any(),
                    _ => true,
                };
            case IFieldSymbol { DeclaredAccessibility: Accessibility.Private } field when IsSource(field.Type):
                return field.ContainingType.DeclaringSyntaxReferences.SelectMany(part => part.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
                    .Any(name => name.Identifier.ValueText == field.Name && MayCancel(name));
            default:
                return true;
        }
    }

    private static bool MayCancel(IdentifierNameSyntax name) => SymbolUses.Access(name).Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } => member.StartsWith("Cancel", System.StringComparison.Ordinal),
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var member } } } => member.StartsWith("Cancel", System.StringComparison.Ordinal),
        AssignmentExpressionSyntax assignment => assignment.Left == SymbolUses.Access(name) && SameValue.Bare(assignment.Right) is not BaseObjectCreationExpressionSyntax,
        ArgumentSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax => true,
        _ => false,
    };
}
