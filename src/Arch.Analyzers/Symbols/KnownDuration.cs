using System;
using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>The value of a <see cref="TimeSpan"/> as far as the code shows it: made of constants, through variables that get one value and keep it.</summary>
internal static class KnownDuration
{
    // Variables that name each other in a circle.
    private const int MostDepth = 8;

    /// <summary>The duration in seconds; infinite for <c>Timeout.InfiniteTimeSpan</c> and <c>TimeSpan.MaxValue</c>, null when it is not known.</summary>
    public static double? Seconds(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) => Seconds(expression, model, cancellation, 0);

    private static double? Seconds(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation, int depth)
    {
        expression = SingleValue.Of(expression, model, cancellation);
        if (depth > MostDepth || expression.SyntaxTree != model.SyntaxTree)
            return null;
        switch (expression)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Seconds(sum.Left, model, cancellation, depth + 1) + Seconds(sum.Right, model, cancellation, depth + 1);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference:
                return Seconds(difference.Left, model, cancellation, depth + 1) - Seconds(difference.Right, model, cancellation, depth + 1);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                return Seconds(product.Left, model, cancellation, depth + 1) is { } left
                    ? left * Number(product.Right, model, cancellation)
                    : Number(product.Left, model, cancellation) * Seconds(product.Right, model, cancellation, depth + 1);
            case MemberAccessExpressionSyntax member:
                return model.GetSymbolInfo(member, cancellation).Symbol is IFieldSymbol field ? OfField(field) : null;
            case InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } call:
                return model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && IsTimeSpan(method.ContainingType) ? OfCall(method, call.ArgumentList, model, cancellation) : null;
            case BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation:
                return model.GetSymbolInfo(creation, cancellation).Symbol is IMethodSymbol constructor && IsTimeSpan(constructor.ContainingType) ? Sum(constructor, arguments, model, cancellation) : null;
            default:
                return null;
        }
    }

    private static double? OfField(IFieldSymbol field) => field.Name switch
    {
        "InfiniteTimeSpan" when field.ContainingType is { Name: "Timeout" } type && type.IsIn("System.Threading") => double.PositiveInfinity,
        "MaxValue" when IsTimeSpan(field.ContainingType) => double.PositiveInfinity,
        "Zero" when IsTimeSpan(field.ContainingType) => 0,
        _ => null,
    };

    private static double? OfCall(IMethodSymbol method, ArgumentListSyntax arguments, SemanticModel model, CancellationToken cancellation)
    {
        if (method.Name == nameof(TimeSpan.Parse))
            return KnownText.Of(arguments.Arguments[0].Expression, model, cancellation).Complete is { } text && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var parsed) ? parsed.TotalSeconds : null;
        if (!method.Name.StartsWith("From", StringComparison.Ordinal))
            return null;
        var seconds = method.Parameters.Length == 1 ? Number(arguments.Arguments[0].Expression, model, cancellation) * Unit(method.Name.Substring(4)) : Sum(method, arguments, model, cancellation);
        return seconds == -0.001 ? double.PositiveInfinity : seconds;
    }

    /// <summary>The sum of arguments whose parameters are named after their units.</summary>
    private static double? Sum(IMethodSymbol method, ArgumentListSyntax arguments, SemanticModel model, CancellationToken cancellation)
    {
        double? sum = 0;
        foreach (var argument in arguments.Arguments)
            sum += Number(argument.Expression, model, cancellation) * Unit(ArgumentByParameter.Parameter(arguments, argument, method)?.Name);
        return sum;
    }

    private static double? Unit(string? name) => name?.ToLowerInvariant() switch
    {
        "days" => 86400,
        "hours" => 3600,
        "minutes" => 60,
        "seconds" => 1,
        "milliseconds" => 0.001,
        "microseconds" => 0.000001,
        "ticks" => 1.0 / TimeSpan.TicksPerSecond,
        _ => null,
    };

    private static double? Number(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetConstantValue(SingleValue.Of(expression, model, cancellation) is var value && value.SyntaxTree == model.SyntaxTree ? value : expression, cancellation).Value switch
        {
            int number => number,
            long number => number,
            double number => number,
            _ => null,
        };

    private static bool IsTimeSpan(INamedTypeSymbol type) => type.Name == nameof(TimeSpan) && type.IsIn(nameof(System));
}
