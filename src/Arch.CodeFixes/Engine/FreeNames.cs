using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.CodeFixes.Engine;

/// <summary>Names for new variables that neither hide nor meet anything in the member around a place.</summary>
internal sealed class FreeNames
{
    private readonly HashSet<string> _taken;

    public FreeNames(SemanticModel model, SyntaxNode place)
    {
        // The fields of the type are in the way as well: a local of the same name would hide them.
        _taken = [.. model.LookupSymbols(place.SpanStart).Select(static symbol => symbol.Name)];
        var member = place.FirstAncestorOrSelf<MemberDeclarationSyntax>(static node => node is not GlobalStatementSyntax) ?? place.SyntaxTree.GetRoot();
        foreach (var token in member.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
                _taken.Add(token.ValueText);
        }
    }

    /// <summary>Frees a name that is going to be given up.</summary>
    public void Release(string name) => _taken.Remove(name);

    public string Next(string wish)
    {
        var name = wish;
        for (var number = 1; !_taken.Add(name); number++)
            name = wish + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }
}
