using System.Linq;
using Arch.Analyzers.Lifecycle;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>A token whose parameter is called <c>_</c>, as nobody wanted it so far.</summary>
internal static class DiscardedToken
{
    /// <summary>The token to write: its name, for a discarded one a new name that the parameter is given as well; null when the parameter is not in sight.</summary>
    public static string? Named(string token, SyntaxNode place, Edits edits)
    {
        if (token != "_")
            return token;
        var parameter = place.Ancestors().Select(static outer => outer switch
        {
            BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
            LocalFunctionStatementSyntax function => function.ParameterList.Parameters,
            _ => default,
        }).SelectMany(static parameters => parameters).FirstOrDefault(static parameter => parameter.Identifier.ValueText == "_");
        if (parameter?.Parent?.Parent is not { } function || function.DescendantNodes().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText == "_"))
            return null;
        var name = new FreeNames(edits.Model, place).Next(StopToken.UsualName);
        edits.Replace(parameter, parameter.WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(parameter.Identifier)), []);
        return name;
    }
}
