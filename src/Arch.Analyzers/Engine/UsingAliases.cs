using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Engine;

/// <summary>The names that a compilation gives to types of other names: <c>using Queue = Amazon.SQS.AmazonSQSClient;</c>.</summary>
internal static class UsingAliases
{
    public static IEnumerable<UsingDirectiveSyntax> Of(Compilation compilation, CancellationToken cancellation) =>
        compilation.SyntaxTrees.Select(tree => tree.GetRoot(cancellation)).OfType<CompilationUnitSyntax>().SelectMany(static unit => Of(unit.Usings, unit.Members));

    private static IEnumerable<UsingDirectiveSyntax> Of(SyntaxList<UsingDirectiveSyntax> usings, SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is not null)
                yield return directive;
        }

        foreach (var member in members)
        {
            if (member is not BaseNamespaceDeclarationSyntax space)
                continue;
            foreach (var directive in Of(space.Usings, space.Members))
                yield return directive;
        }
    }
}
