using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Engine;

/// <summary>The names that a compilation gives to types of other names: <c>using Queue = Amazon.SQS.AmazonSQSClient;</c>.</summary>
internal sealed class UsingAliases
{
    private UsingAliases(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetRoot() is CompilationUnitSyntax unit)
                Add(unit.Usings, unit.Members);
        }
    }

    /// <summary>In the order of the files.</summary>
    public List<UsingDirectiveSyntax> All { get; } = [];

    public static UsingAliases Get(ArchContext arch) => arch.Slot(static context => new UsingAliases(context.Compilation));

    private void Add(SyntaxList<UsingDirectiveSyntax> usings, SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is not null)
                All.Add(directive);
        }

        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax space)
                Add(space.Usings, space.Members);
        }
    }
}
