using System.Collections.Immutable;
using System.Globalization;
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
/// </summary>
internal readonly struct KnownText
{
    // Variables that name each other in a circle, and code that nests without end.
    private const int MostDepth = 32;

    private KnownText(ImmutableArray<KnownTextPart> parts, bool isNull) => (Parts, IsNull) = (parts, isNull);

    /// <summary>Known characters and holes in turn; empty for the empty text and for null.</summary>
    public ImmutableArray<KnownTextPart> Parts { get; }

    /// <summary>True when the value is known to be null.</summary>
    public bool IsNull { get; }

    /// <summary>True when no part is left to run time.</summary>
    public bool IsComplete => Parts.Length == 0 || (Parts.Length == 1 && Parts[0].Hole is null);

    /// <summary>The known characters before the first hole.</summary>
    public string Leading => Parts.Length > 0 && Parts[0].Text is { } text ? text : "";

    /// <summary>The whole text; null when a part of it is unknown or the value is null.</summary>
    public string? Complete => IsComplete && !IsNull ? Leading : null;

    /// <summary>The text with something in the place of each hole; null when nothing of it is known.</summary>
    public string? With(string hole)
    {
        if (Complete is { } complete)
            return complete;
        var text = new StringBuilder();
        var known = false;
        foreach (var part in Parts)
        {
            known |= part.Text is not null;
            text.Append(part.Text ?? hole);
        }

        return known ? text.ToString() : null;
    }

    public static KnownText Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        var reader = new Reader(model, cancellation);
        reader.Read(expression, depth: 0);
        return new KnownText(reader.Finish(), reader.IsNull);
    }

    private sealed class Reader(SemanticModel model, CancellationToken cancellation)
    {
        private readonly ImmutableArray<KnownTextPart>.Builder _parts = ImmutableArray.CreateBuilder<KnownTextPart>();
        private readonly StringBuilder _text = new();

        public bool IsNull { get; private set; }

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
                Constant(expression, constant.Value, isWhole: depth == 0);
            else if (expression is InterpolatedStringExpressionSyntax interpolated)
                Interpolated(interpolated, depth);
            else if (expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && IsString(sum))
                Sum(sum, depth);
            else if (IsEmptyString(expression))
                return;
            else if (SingleValue.Of(expression, model, cancellation) is var value && value != expression)
                Variable(value, depth);
            else
                Hole(expression);
        }

        private void Variable(ExpressionSyntax value, int depth)
        {
            // What stands in another file belongs to another model.
            if (value.SyntaxTree == model.SyntaxTree)
                Read(value, depth == 0 && model.GetConstantValue(value, cancellation).HasValue ? 0 : depth + 1);
            else
                Hole(value);
        }

        private void Constant(ExpressionSyntax expression, object? value, bool isWhole)
        {
            switch (value)
            {
                case null:
                    IsNull |= isWhole;
                    break;
                case string text:
                    _text.Append(text);
                    break;
                case char character:
                    _text.Append(character);
                    break;
                case int number:
                    _text.Append(number.ToString(CultureInfo.InvariantCulture));
                    break;
                default:
                    Hole(expression);
                    break;
            }
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

        private bool IsEmptyString(ExpressionSyntax expression) =>
            expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(string.Empty) }
            && model.GetSymbolInfo(expression, cancellation).Symbol is IFieldSymbol { ContainingType.SpecialType: SpecialType.System_String };

        // ValueText keeps the doubled braces of $"" up to C# 10 and undoubles them later; in $$"""…""" braces are never doubled.
        private static string Unescaped(string text, InterpolatedStringExpressionSyntax interpolated) =>
            interpolated.StringStartToken.Kind() is SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
                ? text.Replace("{{", "{").Replace("}}", "}")
                : text;
    }
}
