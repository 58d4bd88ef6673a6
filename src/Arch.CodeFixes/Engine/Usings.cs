using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Engine;

/// <summary>Adds the namespaces that fixed code needs.</summary>
internal static class Usings
{
    /// <summary>Adds a using where the names are sorted, unless the file or a global using has it.</summary>
    public static CompilationUnitSyntax Add(CompilationUnitSyntax unit, string space, Compilation compilation, string lineEnd)
    {
        if (unit.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Any(Imports)
            || compilation.SyntaxTrees.Any(tree => tree.GetRoot() is CompilationUnitSyntax other && other.Usings.Any(directive => directive.GlobalKeyword != default && Imports(directive))))
            return unit;

        var added = SyntaxFactory.ParseCompilationUnit($"using {space};{lineEnd}").Usings[0];
        var index = 0;
        while (index < unit.Usings.Count && ComesBefore(unit.Usings[index], space))
            index++;
        if (index == 0 && unit.Usings.Count > 0)
        {
            // What stands above the first using is about the file.
            added = added.WithLeadingTrivia(unit.Usings[0].GetLeadingTrivia());
            unit = unit.ReplaceNode(unit.Usings[0], unit.Usings[0].WithLeadingTrivia());
        }
        else if (unit.Usings.Count == 0 && unit.Members.Count > 0 && unit.Externs.Count == 0)
        {
            var first = unit.Members[0];
            unit = unit.ReplaceNode(first, first.WithLeadingTrivia(first.GetLeadingTrivia().Insert(0, SyntaxFactory.EndOfLine(lineEnd))));
        }

        return unit.WithUsings(unit.Usings.Insert(index, added));

        bool Imports(UsingDirectiveSyntax directive) => directive.Alias is null && directive.StaticKeyword == default && directive.Name?.ToString() == space;
    }

    private static bool ComesBefore(UsingDirectiveSyntax directive, string space)
    {
        if (directive.Alias is not null || directive.StaticKeyword != default || directive.Name is null)
            return directive.GlobalKeyword != default;
        var name = directive.Name.ToString();
        return directive.GlobalKeyword != default
            || (IsSystem(name) == IsSystem(space) ? string.CompareOrdinal(name, space) < 0 : IsSystem(name));
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
