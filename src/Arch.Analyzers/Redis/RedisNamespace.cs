using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>The namespaces of a service, as its options name them, and what is outside of them. What cannot be known counts as inside.</summary>
internal readonly struct RedisNamespace
{
    private const int LongestShown = 40;

    private readonly ImmutableArray<string> _prefixes;
    private readonly ImmutableArray<string> _separators;

    public RedisNamespace(ArchContext arch, SyntaxTree tree)
    {
        _prefixes = arch.Configuration.Get(RedisOptions.KeyPrefixes, tree);
        _separators = arch.Configuration.Get(RedisOptions.KeySeparator, tree);
    }

    /// <summary>The prefix that a fix may use: the only one that is configured.</summary>
    public string? OnlyPrefix => _prefixes.Length == 1 ? _prefixes[0] : null;

    /// <summary>A prefix to show in a message.</summary>
    public string Example => _prefixes.Length > 0 ? _prefixes[0] : "orders" + Separator;

    /// <summary>What a key should start with, for a message.</summary>
    public string KeyExample => _prefixes.Length > 0 ? _prefixes[0] : "<service>" + Separator;

    private string Separator => _separators.Length > 0 ? _separators[0] : ":";

    /// <summary>What a sweep with this pattern walks over, in the words of the message; null when it is inside a namespace or may be.</summary>
    public string? Outside(ExpressionSyntax? pattern, SemanticModel model, CancellationToken cancellation)
    {
        if (pattern is null || IsNothing(pattern, model, cancellation))
            return "the whole keyspace";
        var text = KnownText.Of(pattern, model, cancellation);
        if (text.IsNothing || (text.Complete is { } complete && complete.Trim('*').Length == 0))
            return "the whole keyspace";
        if (text.Leading.Length == 0)
            return null;
        var literal = Literal(text.Leading, out var hasWildcard);
        if (literal.Length == 0 && hasWildcard)
            return $"with the pattern \"{text.With("…")}\", which starts with a wildcard";
        return _prefixes.Length > 0 && IsOutside(literal, isWhole: hasWildcard || text.IsComplete) ? $"outside the configured prefixes ({string.Join(", ", _prefixes)})" : null;
    }

    /// <summary>The text of a key that shows no namespace; null when it has one or may have one.</summary>
    public string? Without(ExpressionSyntax key, SemanticModel model, CancellationToken cancellation)
    {
        var text = KnownText.Of(key, model, cancellation);
        if (text.Parts.Length == 0)
            return null;
        var isWithout = _prefixes.Length > 0
            ? text.Leading.Length > 0 && IsOutside(text.Leading, text.IsComplete)
            : text.IsComplete ? !HasSeparator(text.Leading, from: 1) : HasNoNamespace(text, model, cancellation);
        return isWithout ? text.With("…") ?? InBraces(text.Parts) : null;
    }

    /// <summary>A key of holes only, as an interpolation shows it; what takes a long expression says no more than an ellipsis.</summary>
    private static string InBraces(ImmutableArray<KnownTextPart> holes) =>
        holes.Length == 1 && holes[0].Hole!.Span.Length <= LongestShown ? $"{{{holes[0].Hole!.WithoutTrivia()}}}" : "…";

    private bool HasNoNamespace(KnownText text, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var part in text.Parts)
        {
            if (part.Text is { } known ? HasSeparator(known, from: 0) : !CannotBringNamespace(part.Hole!, model, cancellation))
                return false;
        }

        return true;
    }

    private bool HasSeparator(string text, int from) => _separators.Any(separator => text.IndexOf(separator, Math.Min(from, text.Length), StringComparison.Ordinal) >= 0);

    /// <summary>Whether a text that is known so far starts with no prefix, whatever may follow.</summary>
    private bool IsOutside(string known, bool isWhole)
    {
        foreach (var prefix in _prefixes)
        {
            if (known.StartsWith(prefix, StringComparison.Ordinal) || (!isWhole && prefix.StartsWith(known, StringComparison.Ordinal)))
                return false;
        }

        return true;
    }

    /// <summary>Whether a hole holds a number, an id or a date and not the name of a service.</summary>
    private static bool CannotBringNamespace(ExpressionSyntax hole, SemanticModel model, CancellationToken cancellation)
    {
        if (hole is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(ToString) } access })
            hole = access.Expression;
        var type = model.GetTypeInfo(hole, cancellation).Type;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return type is not null
            && (type.TypeKind == TypeKind.Enum
                || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_DateTime
                    or (>= SpecialType.System_SByte and <= SpecialType.System_Double)
                || (type.Name is nameof(Guid) or nameof(DateTimeOffset) or "DateOnly" or "TimeOnly" or nameof(TimeSpan) && type.ContainingNamespace is { Name: nameof(System) }));
    }

    /// <summary>What Redis compares before the first wildcard: a backslash makes the next character an ordinary one.</summary>
    private static string Literal(string pattern, out bool hasWildcard)
    {
        var end = pattern.IndexOfAny(['*', '?', '[', '\\']);
        hasWildcard = end >= 0 && pattern[end] != '\\';
        if (end < 0)
            return pattern;
        if (hasWildcard)
            return pattern.Substring(0, end);

        var literal = new System.Text.StringBuilder();
        for (var i = 0; i < pattern.Length && !hasWildcard; i++)
        {
            hasWildcard = pattern[i] is '*' or '?' or '[';
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
                i++;
            if (!hasWildcard)
                literal.Append(pattern[i]);
        }

        return literal.ToString();
    }

    /// <summary><c>null</c>, <c>default</c>, the empty text and the library's names for them.</summary>
    private static bool IsNothing(ExpressionSyntax pattern, SemanticModel model, CancellationToken cancellation)
    {
        pattern = SameValue.Bare(pattern);
        if (pattern.Kind() is SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression or SyntaxKind.NullLiteralExpression)
            return true;
        return pattern is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Null" or "EmptyString" }
            && RedisTypes.IsStackExchange(model.GetSymbolInfo(pattern, cancellation).Symbol?.ContainingType, "RedisValue");
    }
}
