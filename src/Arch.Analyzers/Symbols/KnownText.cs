using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>A piece of a text: known characters, or an expression whose value is only known at run time.</summary>
internal readonly record struct KnownTextPart(string? Text, ExpressionSyntax? Hole);

/// <summary>
/// A text as far as the code shows it: constants, concatenations and interpolations, through variables that get one value and keep it.
/// What it says is true in every run of the program, so that rules may act on it. <see cref="TextFolder"/> in contrast puts the literals of one expression
/// together in all the ways they may be meant, right or wrong, for those who look for something that proves itself.
/// </summary>
internal readonly struct KnownText
{
    // Variables that name each other in a circle, and code that nests without end.
    private const int MostDepth = 32;

    private readonly string? _whole;
    private readonly ExpressionSyntax? _hole;
    private readonly ImmutableArray<KnownTextPart> _parts;

    private KnownText(string whole) => _whole = whole;

    private KnownText(ExpressionSyntax hole) => _hole = hole;

    private KnownText(ImmutableArray<KnownTextPart> parts)
    {
        if (parts.Length > 1)
            _parts = parts;
        else if (parts.Length == 0)
            _whole = "";
        else
            (_whole, _hole) = (parts[0].Text, parts[0].Hole);
    }

    /// <summary>Known characters and holes in turn; empty for the empty text and for null.</summary>
    public ImmutableArray<KnownTextPart> Parts =>
        !_parts.IsDefault ? _parts
        : string.IsNullOrEmpty(_whole) && _hole is null ? ImmutableArray<KnownTextPart>.Empty
        : ImmutableArray.Create(new KnownTextPart(_whole, _hole));

    /// <summary>True when no part is left to run time; the value may be known to be null.</summary>
    public bool IsComplete => _hole is null && _parts.IsDefault;

    /// <summary>True when the value is known to be null or the empty text.</summary>
    public bool IsNothing => IsComplete && string.IsNullOrEmpty(_whole);

    /// <summary>The known characters before the first hole.</summary>
    public string Leading => _whole ?? (_parts.IsDefault ? "" : _parts[0].Text ?? "");

    /// <summary>The whole text; null when a part of it is unknown or the value is null.</summary>
    public string? Complete => _whole;

    /// <summary>The text with something in the place of each hole; null when nothing of it is known.</summary>
    public string? With(string hole)
    {
        if (_parts.IsDefault)
            return _whole;
        var text = new StringBuilder();
        foreach (var part in _parts)
            text.Append(part.Text ?? hole);
        return _parts.Any(static part => part.Text is not null) ? text.ToString() : null;
    }

    public static KnownText Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        expression = SameValue.Bare(expression);
        // Most texts are literals, and those need no semantics.
        if (expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
            return new KnownText(literal.Token.ValueText);
        if (OfConstant(expression, model, cancellation) is { } constant)
            return constant;
        if (expression is IdentifierNameSyntax or MemberAccessExpressionSyntax)
        {
            var value = SingleValue.Of(expression, model, cancellation);
            if (value == expression && !IsEmptyString(expression, model, cancellation))
                return new KnownText(expression);
            if (value.SyntaxTree == model.SyntaxTree && OfConstant(value, model, cancellation) is { } kept)
                return kept;
        }
        else if (expression is not (InterpolatedStringExpressionSyntax or BinaryExpressionSyntax))
        {
            return new KnownText(expression);
        }

        var reader = new Reader(model, cancellation);
        reader.Read(expression, depth: 0);
        return new KnownText(reader.Finish());
    }

    private static KnownText? OfConstant(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        var constant = model.GetConstantValue(expression, cancellation);
        return !constant.HasValue ? null
            : constant.Value is null ? default(KnownText)
            : TextOf(constant.Value) is { } text ? new KnownText(text) : new KnownText(expression);
    }

    /// <summary>What a constant other than null looks like in a text; null when that depends on the culture.</summary>
    private static string? TextOf(object value) => value switch
    {
        string text => text,
        char character => character.ToString(),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary><c>string.Empty</c> is no constant to the compiler.</summary>
    private static bool IsEmptyString(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(string.Empty) }
        && model.GetSymbolInfo(expression, cancellation).Symbol is IFieldSymbol { ContainingType.SpecialType: SpecialType.System_String };

    private sealed class Reader(SemanticModel model, CancellationToken cancellation)
    {
        private readonly ImmutableArray<KnownTextPart>.Builder _parts = ImmutableArray.CreateBuilder<KnownTextPart>();
        private readonly StringBuilder _text = new();

        public ImmutableArray<KnownTextPart> Finish()
        {
            EndText();
            return _parts.ToImmutable();
        }

        public void Read(ExpressionSyntax expression, int depth)
        {
            expression = SameValue.Bare(expression);
            if (depth > MostDepth)
                Hole(expression);
            else if (model.GetConstantValue(expression, cancellation) is { HasValue: true } constant)
                Constant(expression, constant.Value);
            else if (expression is InterpolatedStringExpressionSyntax interpolated)
                Interpolated(interpolated, depth);
            else if (expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && IsString(sum))
                Sum(sum, depth);
            else if (IsEmptyString(expression, model, cancellation))
                return;
            // What stands in another file belongs to another model.
            else if (SingleValue.Of(expression, model, cancellation) is var value && value != expression && value.SyntaxTree == model.SyntaxTree)
                Read(value, depth + 1);
            else
                Hole(expression);
        }

        private void Constant(ExpressionSyntax expression, object? value)
        {
            if (value is not null && TextOf(value) is { } text)
                _text.Append(text);
            else if (value is not null)
                Hole(expression);
        }

        private void Interpolated(InterpolatedStringExpressionSyntax interpolated, int depth)
        {
            foreach (var content in interpolated.Contents)
            {
                if (content is InterpolatedStringTextSyntax text)
                    _text.Append(Unescaped(text.TextToken.ValueText, interpolated));
                else if (content is InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole)
                    Read(hole.Expression, depth + 1);
                else if (content is InterpolationSyntax formatted)
                    Hole(formatted.Expression);
            }
        }

        // The left side of a sum of sums is as deep as the sum is long.
        private void Sum(BinaryExpressionSyntax sum, int depth)
        {
            var operands = ImmutableArray.CreateBuilder<ExpressionSyntax>();
            ExpressionSyntax left = sum;
            while (SameValue.Bare(left) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } inner && IsString(inner))
            {
                operands.Add(inner.Right);
                left = inner.Left;
            }

            operands.Add(left);
            for (var i = operands.Count - 1; i >= 0; i--)
                Read(operands[i], depth + 1);
        }

        private void Hole(ExpressionSyntax expression)
        {
            EndText();
            _parts.Add(new KnownTextPart(null, expression));
        }

        private void EndText()
        {
            if (_text.Length > 0)
                _parts.Add(new KnownTextPart(_text.ToString(), null));
            _text.Clear();
        }

        private bool IsString(ExpressionSyntax expression) => model.GetTypeInfo(expression, cancellation).Type?.SpecialType == SpecialType.System_String;

        // ValueText keeps the doubled braces of $"" up to C# 10 and undoubles them later; in $$"""…""" braces are never doubled.
        private static string Unescaped(string text, InterpolatedStringExpressionSyntax interpolated) =>
            interpolated.StringStartToken.Kind() is SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
                ? text.Replace("{{", "{").Replace("}}", "}")
                : text;
    }
}
