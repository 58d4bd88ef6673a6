using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Symbols;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Arch.CodeFixes.Lifecycle;

/// <summary>ARCH3006: asks the host to stop, in all places of the type at once, as they share what they ask.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProcessKilledInServiceFix)), Shared]
public sealed class ProcessKilledInServiceFix() : DocumentFix(LifecycleRules.ProcessKilledInService)
{
    private const string Lifetime = "IHostApplicationLifetime";

    private const string Hosting = "Microsoft.Extensions.Hosting";

    private protected override Task OfferAsync(FixOffer offer) => OfferAsync(offer, "Call StopApplication() and return", "stop");

    private protected override bool Plan(Document document, Diagnostic finding, string variant, Edits edits, CancellationToken cancellation)
    {
        var node = edits.Model.SyntaxTree.GetRoot(cancellation).FindNode(finding.Location.SourceSpan);
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement || node.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } type
            || !IsOrder(statement, type) || edits.Model.GetDeclaredSymbol(type, cancellation) is not { DeclaringSyntaxReferences.Length: 1 } symbol)
            return false;

        var known = KnownLifetime(type, symbol, edits.Model, cancellation);
        var constructors = type.Members.OfType<ConstructorDeclarationSyntax>().Where(static constructor => !constructor.Modifiers.Any(SyntaxKind.StaticKeyword)).ToList();
        if (known is null && (constructors.Count + (type.ParameterList is null ? 0 : 1) > 1 || IsCreated(symbol, edits.Model.Compilation, cancellation)))
            return false;

        var lifetime = known ?? (constructors.Count == 1 ? "_lifetime" : "lifetime");
        if (known is null && symbol.GetMembers(lifetime).Length > 0)
            return false;
        var blocks = type.DescendantNodes().OfType<ExpressionStatementSyntax>().Where(other => IsOrder(other, type)).Select(static other => (BlockSyntax)other.Parent!).Distinct();
        var changed = type.ReplaceNodes(blocks, (original, current) => Asking(original, current, type, lifetime));
        if (known is null)
            changed = WithLifetime(changed, type);
        edits.Replace(type, changed, []);
        return true;
    }

    /// <summary>Whether this is <c>Environment.Exit(n);</c> where the method can be left.</summary>
    private static bool IsOrder(ExpressionStatementSyntax statement, ClassDeclarationSyntax type) =>
        statement is { Parent: BlockSyntax, Expression: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } call }
        && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exit", Expression: IdentifierNameSyntax { Identifier.ValueText: "Environment" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Environment" } }
        && !statement.ContainsDirectives
        && statement.Ancestors().First(static outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) is MethodDeclarationSyntax method
        && method.Parent == type && !method.Modifiers.Any(SyntaxKind.StaticKeyword) && ReturnsNothing(method) && !IsNamed(method, type);

    private static bool ReturnsNothing(MethodDeclarationSyntax method) =>
        method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || (method.Modifiers.Any(SyntaxKind.AsyncKeyword) && method.ReturnType.ToString() is "Task" or "ValueTask" or "System.Threading.Tasks.Task");

    /// <summary>Whether somebody is handed the method, who may call it when the process is ending.</summary>
    private static bool IsNamed(MethodDeclarationSyntax method, ClassDeclarationSyntax type) => type.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == method.Identifier.ValueText
            && name.Parent is not InvocationExpressionSyntax && name.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax });

    /// <summary>The field, property or parameter of the type that holds the lifetime already.</summary>
    private static string? KnownLifetime(ClassDeclarationSyntax type, INamedTypeSymbol symbol, SemanticModel model, CancellationToken cancellation)
    {
        var member = symbol.GetMembers().FirstOrDefault(static member => member switch
        {
            IFieldSymbol { IsImplicitlyDeclared: false, IsStatic: false } field => IsLifetime(field.Type),
            IPropertySymbol { IsStatic: false, GetMethod: not null } property => IsLifetime(property.Type),
            _ => false,
        });
        return member?.Name ?? type.ParameterList?.Parameters.FirstOrDefault(parameter => IsLifetime(model.GetDeclaredSymbol(parameter, cancellation)?.Type))?.Identifier.Text;
    }

    private static bool IsLifetime(ITypeSymbol? type) => type is { Name: Lifetime } && type.IsIn(Hosting);

    /// <summary>Whether code creates the type itself and would have to pass one more argument.</summary>
    private static bool IsCreated(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) => compilation.SyntaxTrees.Any(tree =>
        tree.GetRoot(cancellation).DescendantNodes().Any(node => node switch
        {
            ObjectCreationExpressionSyntax creation => NameOf(creation.Type) == type.Name,
            BaseTypeDeclarationSyntax { BaseList: { } bases } => bases.Types.Any(item => NameOf(item.Type) == type.Name),
            _ => false,
        }));

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        _ => null,
    };

    private static BlockSyntax Asking(BlockSyntax original, BlockSyntax current, ClassDeclarationSyntax type, string lifetime)
    {
        var end = SyntaxFactory.EndOfLine(Layout.LineEndOf(original.SyntaxTree));
        var statements = new List<StatementSyntax>();
        for (var i = 0; i < original.Statements.Count; i++)
        {
            if (original.Statements[i] is not ExpressionStatementSyntax order || !IsOrder(order, type))
            {
                statements.Add(current.Statements[i]);
                continue;
            }

            var code = ((InvocationExpressionSyntax)order.Expression).ArgumentList.Arguments[0].Expression.WithoutTrivia();
            var indent = SyntaxFactory.Whitespace(Layout.IndentOf(order));
            var environment = ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)order.Expression).Expression).Expression;
            var isLast = original.Parent is MethodDeclarationSyntax && i == original.Statements.Count - 1;
            string[] lines = isLast ? [$"{lifetime}.StopApplication();"] : [$"{lifetime}.StopApplication();", "return;"];
            statements.Add(SyntaxFactory.ParseStatement($"{environment}.ExitCode = {code};")
                .WithLeadingTrivia(order.GetLeadingTrivia()).WithTrailingTrivia(end));
            statements.AddRange(lines.Select(line => SyntaxFactory.ParseStatement(line).WithLeadingTrivia(indent).WithTrailingTrivia(end)));
            statements[statements.Count - 1] = statements[statements.Count - 1].WithTrailingTrivia(order.GetTrailingTrivia());
        }

        return current.WithStatements(SyntaxFactory.List(statements));
    }

    private static ClassDeclarationSyntax WithLifetime(ClassDeclarationSyntax changed, ClassDeclarationSyntax original)
    {
        var asked = SyntaxFactory.ParseTypeName($"global::{Hosting}.{Lifetime}").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation).WithTrailingTrivia(SyntaxFactory.Space);
        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier("lifetime")).WithType(asked);
        if (changed.Members.OfType<ConstructorDeclarationSyntax>().FirstOrDefault(static constructor => !constructor.Modifiers.Any(SyntaxKind.StaticKeyword)) is not { } constructor)
        {
            return changed.ParameterList is { } list
                ? changed.WithParameterList(list.WithParameters(Added(list.Parameters, parameter)))
                : changed.WithIdentifier(changed.Identifier.WithTrailingTrivia()).WithParameterList(
                    SyntaxFactory.ParameterList(SyntaxFactory.SingletonSeparatedList(parameter)).WithTrailingTrivia(changed.Identifier.TrailingTrivia));
        }

        var (indent, end) = (Layout.IndentOf(original) + Layout.Step, Layout.LineEndOf(original.SyntaxTree));
        var keep = SyntaxFactory.ParseStatement("_lifetime = lifetime;").WithLeadingTrivia(SyntaxFactory.Whitespace(indent + Layout.Step)).WithTrailingTrivia(SyntaxFactory.EndOfLine(end));
        var parameters = constructor.ParameterList.WithParameters(Added(constructor.ParameterList.Parameters, parameter));
        var keeping = constructor.Body is { } body
            ? constructor.WithParameterList(parameters).WithBody(body.AddStatements(keep))
            : constructor;
        changed = changed.ReplaceNode(constructor, keeping);
        var field = ((FieldDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"{indent}private readonly X _lifetime;")!)
            .WithTrailingTrivia(Enumerable.Repeat(SyntaxFactory.EndOfLine(end), original.Members[0] is FieldDeclarationSyntax ? 1 : 2));
        field = field.WithDeclaration(field.Declaration.WithType(asked));
        return changed.WithMembers(changed.Members.Insert(0, field));
    }

    private static SeparatedSyntaxList<ParameterSyntax> Added(SeparatedSyntaxList<ParameterSyntax> list, ParameterSyntax parameter) =>
        list.Count == 0
            ? list.Add(parameter)
            : SyntaxFactory.SeparatedList<ParameterSyntax>(list.GetWithSeparators()
                .Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)).Add(parameter));
}
