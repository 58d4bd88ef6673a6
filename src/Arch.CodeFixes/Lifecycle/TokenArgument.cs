using System.Linq;
using System.Threading;
using Arch.Analyzers.Lifecycle;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>Hands a token to a call that waits, so that a stop ends the wait.</summary>
internal static class TokenArgument
{
    /// <summary>The call with the token; null when nothing takes one.</summary>
    /// <param name="call">A call that has no token yet.</param>
    /// <param name="token">The token, as an expression.</param>
    /// <param name="model">The model of its tree.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static ExpressionSyntax? Added(InvocationExpressionSyntax call, string token, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
            return null;
        if (method is { Name: "Sleep", ContainingType.Name: "Thread" })
            return InPlaceOfSleep(call, token);
        var taking = method.Parameters.FirstOrDefault(static parameter => StopToken.Is(parameter.Type)) ?? Overload(method);
        if (taking is not null)
        {
            var argument = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(token));
            if (taking.Ordinal != call.ArgumentList.Arguments.Count)
                argument = argument.WithNameColon(SyntaxFactory.NameColon(taking.Name).WithTrailingTrivia(SyntaxFactory.Space));
            return call.WithArgumentList(With(call.ArgumentList, argument));
        }

        return method.ReturnType.Name == "Task" && method.ReturnType.GetMembers("WaitAsync").Length > 0
            ? SyntaxFactory.ParseExpression($"{call.WithoutTrivia()}.WaitAsync({token})").WithTriviaFrom(call)
            : null;
    }

    /// <summary>The parameter for the token of an overload that differs in nothing else.</summary>
    private static IParameterSymbol? Overload(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .Where(other => other.IsStatic == method.IsStatic && other.Parameters.Length == method.Parameters.Length + 1 && other.TypeParameters.Length == method.TypeParameters.Length
            && method.Parameters.Zip(other.Parameters, static (mine, others) => SymbolEqualityComparer.Default.Equals(mine.Type, others.Type)).All(static same => same))
        .Select(static other => other.Parameters[other.Parameters.Length - 1])
        .FirstOrDefault(static last => StopToken.Is(last.Type));

    private static ArgumentListSyntax With(ArgumentListSyntax list, ArgumentSyntax argument) => list.WithArguments(list.Arguments.Count == 0
        ? SyntaxFactory.SingletonSeparatedList(argument)
        : SyntaxFactory.SeparatedList<ArgumentSyntax>(list.Arguments.GetWithSeparators().Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)).Add(argument)));

    private static ExpressionSyntax InPlaceOfSleep(InvocationExpressionSyntax sleep, string token)
    {
        var time = sleep.ArgumentList.Arguments.ToFullString();
        var space = ((MemberAccessExpressionSyntax)sleep.Expression).Expression is QualifiedNameSyntax or MemberAccessExpressionSyntax ? "System.Threading.Tasks." : "";
        return SyntaxFactory.ParseExpression(IsInAsync(sleep) ? $"await {space}Task.Delay({time}, {token})" : $"{token}.WaitHandle.WaitOne({time})").WithTriviaFrom(sleep);
    }

    private static bool IsInAsync(SyntaxNode node) => node.Ancestors().Select(static outer => outer switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        // No await stands in a lock.
        LockStatementSyntax => false,
        _ => (bool?)null,
    }).FirstOrDefault(static found => found is not null) == true;
}
