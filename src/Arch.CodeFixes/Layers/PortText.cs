using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.Layers;

/// <summary>The text of a new interface: the members of a type as they are declared there, and no other.</summary>
internal static class PortText
{
    private static readonly SymbolDisplayFormat Plain = new(
        SymbolDisplayGlobalNamespaceStyle.Included,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef,
        SymbolDisplayDelegateStyle.NameOnly,
        SymbolDisplayExtensionMethodStyle.Default,
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeDefaultValue,
        SymbolDisplayPropertyStyle.NameOnly,
        SymbolDisplayLocalOptions.None,
        SymbolDisplayKindOptions.IncludeMemberKeyword,
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    /// <summary>The file of the interface, with full names that are marked to be shortened.</summary>
    /// <param name="name">The interface's name.</param>
    /// <param name="type">The type that will implement it.</param>
    /// <param name="members">What it has.</param>
    /// <param name="space">Its namespace; empty for none.</param>
    /// <param name="style">A file whose style of namespaces and line ends it takes.</param>
    /// <param name="annotates">Whether references that may be null are marked.</param>
    public static SyntaxNode Unit(string name, INamedTypeSymbol type, IEnumerable<UsedMember> members, string space, SyntaxNode style, bool annotates)
    {
        var format = annotates ? Plain.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier) : Plain;
        var isFileScoped = style.DescendantNodes(static node => node is CompilationUnitSyntax).OfType<FileScopedNamespaceDeclarationSyntax>().Any();
        var indent = space.Length == 0 || isFileScoped ? "" : "    ";
        // Behind the name of a generic type stand its parameters and what they are bound to.
        var generics = type.ToDisplayString(format).Substring(type.ToDisplayString(format.WithGenericsOptions(SymbolDisplayGenericsOptions.None)).Length);
        var lines = new List<string> { $"{(type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal")} interface {name}{generics}", "{" };
        lines.AddRange(members.Select(member => "    " + Text(member, format)));
        lines.Add("}");
        var body = lines.Select(line => indent + line);
        var all = space.Length == 0 ? body
            : isFileScoped ? new[] { $"namespace {space};", "" }.Concat(body)
            : new[] { $"namespace {space}", "{" }.Concat(body).Concat(["}"]);
        var end = style.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } text ? text : "\n";
        var unit = SyntaxFactory.ParseCompilationUnit(string.Join(end, all) + end);
        return unit.ReplaceNodes(
            unit.DescendantNodes().OfType<InterfaceDeclarationSyntax>(), static (_, port) => port.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));
    }

    private static string Text(UsedMember member, SymbolDisplayFormat format) => Signature(member.Symbol, format) + member.Symbol switch
    {
        IPropertySymbol property => $" {{ {(member.IsRead ? "get; " : "")}{(member.IsWritten && property.SetMethod is { } setter ? setter.IsInitOnly ? "init; " : "set; " : "")}}}",
        _ => ";",
    };

    /// <summary>The compiler writes numbers without the suffix that tells their type, and constants without the type they are of.</summary>
    private static string Signature(ISymbol member, SymbolDisplayFormat format)
    {
        var text = new StringBuilder();
        var parameter = default(IParameterSymbol);
        foreach (var part in member.ToDisplayParts(format))
        {
            parameter = part.Symbol as IParameterSymbol ?? parameter;
            if (part is { Kind: SymbolDisplayPartKind.EnumMemberName, Symbol: { } constant } && (text.Length == 0 || text[text.Length - 1] != '.'))
                text.Append(constant.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).Append('.');
            text.Append(part.ToString());
            if (part.Kind == SymbolDisplayPartKind.NumericLiteral)
                text.Append(parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: var value } ? value switch { decimal => "m", float => "f", _ => "" } : "");
        }

        return text.ToString();
    }
}
