using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>Calls that write a line for people and do nothing else.</summary>
internal static class LogCall
{
    /// <summary>Whether the expression stands inside an argument of such a call.</summary>
    public static bool HasArgument(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        for (var at = expression.Parent; at is not (null or StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax); at = at.Parent)
        {
            if (at is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && Is(method))
                return true;
        }

        return false;
    }

    public static bool Is(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null)
            return false;
        if (type.Name == "Console" && type.IsIn("System"))
            return true;
        return (type.Name is "Debug" or "Trace" && type.IsIn("System.Diagnostics"))
            || type.IsIn("Microsoft.Extensions.Logging") || type.IsBelow("Serilog") || type.IsBelow("NLog") || type.IsBelow("log4net");
    }
}
