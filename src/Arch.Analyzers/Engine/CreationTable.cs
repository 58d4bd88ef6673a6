using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Engine;

/// <summary>Which handlers want to see an object creation, judged by the number of its arguments and by the name of the type where syntax shows one.</summary>
internal sealed class CreationTable
{
    public static readonly SyntaxKind[] Kinds =
    [
        SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression,
        SyntaxKind.BaseConstructorInitializer, SyntaxKind.PrimaryConstructorBaseType,
    ];

    /// <summary>For no argument, for one, and for two and more.</summary>
    private readonly TypeNameTable[] _byArguments = [new(), new(), new()];

    public bool IsEmpty => Widest.All.Count == 0;

    public void Add(CreatedType type, Handler<Site> handler)
    {
        for (var count = type.LeastArguments; count < _byArguments.Length; count++)
            _byArguments[count].Add(type.Name, handler);
    }

    /// <summary>Makes <c>using Queue = Amazon.SQS.AmazonSQSClient;</c> a name of the table as well.</summary>
    public void Add(UsingDirectives directives)
    {
        foreach (var directive in directives.Aliases)
        {
            var alias = directive.Alias!.Name.Identifier.ValueText;
            if (alias.Length == 0 || directive.Name is not { } target || NameOf(target) is not { } name)
                continue;
            foreach (var table in _byArguments)
                table.AddAlias(alias, name);
        }
    }

    /// <summary>The handlers of a creation, or null when nobody is interested. Most names are in no table, and then nobody asks how many arguments there are.</summary>
    public List<Handler<Site>>? Find(SyntaxNode node)
    {
        var type = node switch
        {
            ObjectCreationExpressionSyntax creation => creation.Type,
            PrimaryConstructorBaseTypeSyntax creation => creation.Type,
            ConstructorInitializerSyntax initializer => BaseOf(initializer),
            ImplicitObjectCreationExpressionSyntax creation => TypeOf(creation),
            _ => null,
        };
        if (type is null)
            return ByArguments(node).All is { Count: > 0 } all ? all : null;
        return NameOf(type) is { } name && Widest.Find(name) is not null ? ByArguments(node).Find(name) : null;
    }

    private TypeNameTable Widest => _byArguments[_byArguments.Length - 1];

    private TypeNameTable ByArguments(SyntaxNode node)
    {
        var arguments = node switch
        {
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            PrimaryConstructorBaseTypeSyntax creation => creation.ArgumentList,
            ConstructorInitializerSyntax initializer => initializer.ArgumentList,
            _ => null,
        };
        return _byArguments[Math.Min(arguments?.Arguments.Count ?? 0, _byArguments.Length - 1)];
    }

    /// <summary>The base class as this part of the class names it; null when another part does.</summary>
    private static TypeSyntax? BaseOf(ConstructorInitializerSyntax initializer) =>
        initializer.Parent?.Parent is TypeDeclarationSyntax { BaseList.Types: { Count: > 0 } types } ? types[0].Type : null;

    /// <summary>The type as the declaration around <c>new()</c> names it; null when none does.</summary>
    private static TypeSyntax? TypeOf(ImplicitObjectCreationExpressionSyntax creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } => declaration.Type,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
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

    private sealed class TypeNameTable
    {
        private readonly NameTable<Handler<Site>> _exact = new();
        private readonly List<(string Ending, Handler<Site> Handler)> _endings = [];

        /// <summary>Of every name, for a creation that does not show its type.</summary>
        public List<Handler<Site>> All { get; } = [];

        public void Add(string name, Handler<Site> handler)
        {
            if (name[0] == '*')
                _endings.Add((name.Substring(1), handler));
            else
                _exact.Add(name, handler);
            if (!All.Contains(handler))
                All.Add(handler);
        }

        public void AddAlias(string alias, string name)
        {
            if (_exact.Find(alias) is not null || Find(name) is not { } handlers)
                return;
            foreach (var handler in handlers.ToArray())
                _exact.Add(alias, handler);
        }

        public List<Handler<Site>>? Find(string name)
        {
            var handlers = _exact.Find(name);
            List<Handler<Site>>? merged = null;
            foreach (var (ending, handler) in _endings)
            {
                if (name.EndsWith(ending, StringComparison.Ordinal) && (merged ?? handlers)?.Contains(handler) != true)
                    (merged ??= handlers is null ? [] : [.. handlers]).Add(handler);
            }

            return merged ?? handlers;
        }
    }
}
