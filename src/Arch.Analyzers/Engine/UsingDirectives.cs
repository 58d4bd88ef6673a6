using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Engine;

/// <summary>Directives of a compilation by which names mean what is declared under another name or elsewhere.</summary>
internal sealed class UsingDirectives
{
    private readonly HashSet<SyntaxTree> _staticHere = [];
    private bool _staticEverywhere;

    private UsingDirectives(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetRoot() is CompilationUnitSyntax unit)
                Add(unit.Usings, unit.Members);
        }
    }

    /// <summary>Names for types of other names, <c>using Queue = Amazon.SQS.AmazonSQSClient;</c>, in the order of the files.</summary>
    public List<UsingDirectiveSyntax> Aliases { get; } = [];

    public static UsingDirectives Get(ArchContext arch) => arch.Slot(static context => new UsingDirectives(context.Compilation));

    /// <summary>Whether members of some type can be used in a file without its name: <c>using static System.Math;</c>.</summary>
    public bool HaveStatic(SyntaxTree tree) => _staticEverywhere || _staticHere.Contains(tree);

    private void Add(SyntaxList<UsingDirectiveSyntax> usings, SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is not null)
                Aliases.Add(directive);
            if (!directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword))
                continue;
            _staticHere.Add(directive.SyntaxTree);
            _staticEverywhere |= directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);
        }

        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax space)
                Add(space.Usings, space.Members);
        }
    }
}
