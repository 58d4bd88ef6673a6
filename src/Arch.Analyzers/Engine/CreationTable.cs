using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Engine;

/// <summary>Which handlers want to see an object creation, judged by the name of the type where syntax shows one.</summary>
internal sealed class CreationTable
{
    public static readonly SyntaxKind[] Kinds =
    [
        SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression,
        SyntaxKind.BaseConstructorInitializer, SyntaxKind.PrimaryConstructorBaseType,
    ];

    private readonly NameTable<Handler<Site>> _exact = new();
    private readonly List<(string Ending, Handler<Site> Handler)> _endings = [];
    private readonly List<Handler<Site>> _all = [];

    public bool IsEmpty => _all.Count == 0;

    public void Add(string name, Handler<Site> handler)
    {
        if (name[0] == '*')
            _endings.Add((name.Substring(1), handler));
        else
            _exact.Add(name, handler);
        if (!_all.Contains(handler))
            _all.Add(handler);
    }

    /// <summary>Makes <c>using Queue = Amazon.SQS.AmazonSQSClient;</c> a name of the table as well.</summary>
    public void AddAliases(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var directive in UsingAliases.Of(compilation, cancellation))
        {
            if (directive.Name is { } target && NameOf(target) is { } name && Find(name) is { } handlers)
            {
                var text = directive.Alias!.Name.Identifier.ValueText;
                if (text.Length > 0 && _exact.Find(text) is null)
                {
                    foreach (var handler in handlers.ToArray())
                        _exact.Add(text, handler);
                }
            }
        }
    }

    /// <summary>The handlers of a creation, or null when nobody is interested.</summary>
    public List<Handler<Site>>? Find(SyntaxNode node) => TypeOf(node) switch
    {
        null => _all,
        { } type => NameOf(type) is { } name ? Find(name) : null,
    };

    private List<Handler<Site>>? Find(string name)
    {
        var handlers = _exact.Find(name);
        List<Handler<Site>>? merged = null;
        foreach (var (ending, handler) in _endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal) && handlers?.Contains(handler) != true)
                (merged ??= handlers is null ? [] : [.. handlers]).Add(handler);
        }

        return merged ?? handlers;
    }

    /// <summary>The type as the code names it; null when the code does not.</summary>
    private static TypeSyntax? TypeOf(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax creation => creation.Type,
        PrimaryConstructorBaseTypeSyntax creation => creation.Type,
        ConstructorInitializerSyntax { Parent.Parent: TypeDeclarationSyntax { BaseList.Types: { Count: > 0 } types } } => types[0].Type,
        ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } }
            => declaration.Type,
        ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } } => property.Type,
        _ => null,
    };

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax name => name.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        _ => null,
    };
}
