using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>Follows a dictionary of CDK code to the container or function whose environment it is. What cannot be followed is nobody's.</summary>
internal readonly struct StackEnvironment(SemanticModel model, CancellationToken cancellation)
{
    // A local of a method that another dictionary copies: further nobody reads at a glance either.
    private const int MaxHops = 3;

    /// <summary>The credential variable that a key names; null for other names and for an empty value, which clears the variable.</summary>
    public string? Credential(ExpressionSyntax key, ExpressionSyntax? value)
    {
        if (KnownText.Of(key, model, cancellation).Complete is not { } name || !CredentialName.Classify(name).IsSetting)
            return null;
        return value is not null && KnownText.Of(value, model, cancellation).IsNothing ? null : name;
    }

    /// <summary>Whose environment a new dictionary becomes.</summary>
    public StackReceiver? Receiver(ExpressionSyntax dictionary) => Receiver(dictionary, MaxHops);

    /// <summary>Whose environment a dictionary is that a variable or property holds.</summary>
    public StackReceiver? ReceiverOfVariable(ExpressionSyntax variable)
    {
        if (model.GetSymbolInfo(variable, cancellation).Symbol is not { } symbol)
            return null;
        if (symbol is IPropertySymbol property && OfProperty(property, variable) is { } receiver)
            return receiver;
        if (SymbolUses.Scope(symbol, model.SyntaxTree) is not { } scope)
            return null;
        foreach (var name in SymbolUses.In(scope, symbol, model, cancellation))
        {
            if (OfUse(SameValue.Outermost(SymbolUses.Whole(name)), MaxHops) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Whose environment a value becomes that is assigned right here.</summary>
    public StackReceiver? Assigned(ExpressionSyntax value) =>
        value.Parent is AssignmentExpressionSyntax assignment && assignment.Right == value
        && model.GetSymbolInfo(assignment.Left, cancellation).Symbol is IPropertySymbol property
            ? OfProperty(property, assignment)
            : null;

    /// <summary>Who gets a variable from a method that is called on its construct.</summary>
    public StackReceiver? Called(InvocationExpressionSyntax call, INamedTypeSymbol type)
    {
        ExpressionSyntax construct = call;
        while (construct is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddEnvironment" } inner })
            construct = inner.Expression;
        return StackReceiver.Of(type, construct == call ? null : Id(SingleValue.Of(construct, model, cancellation)));
    }

    /// <summary>Who gets a variable that is an object of its own.</summary>
    public StackReceiver? Paired(ExpressionSyntax pair) => TypeOf(pair) is { } type ? StackReceiver.Of(type, IdAround(pair)) : null;

    /// <summary>The type of a creation. That of a <c>new()</c> in a collection expression is not known to Roslyn 4.8, but that of the collection is.</summary>
    private INamedTypeSymbol? TypeOf(ExpressionSyntax creation)
    {
        if (model.GetTypeInfo(creation, cancellation).Type is INamedTypeSymbol { TypeKind: not TypeKind.Error } type)
            return type;
        return creation.Parent is ExpressionElementSyntax { Parent: CollectionExpressionSyntax list }
            && model.GetTypeInfo(list, cancellation).ConvertedType is IArrayTypeSymbol { ElementType: INamedTypeSymbol element }
            ? element
            : null;
    }

    private StackReceiver? Receiver(ExpressionSyntax dictionary, int hops)
    {
        foreach (var use in ValueUses.Of(dictionary, model, cancellation).Uses)
        {
            if (OfUse(use, hops) is { } receiver)
                return receiver;
        }

        return null;
    }

    private StackReceiver? OfUse(ExpressionSyntax use, int hops) => Assigned(use) ?? (hops == 0 ? null : use.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax copy } } when IsDictionary(copy) => Receiver(copy, hops - 1),
        EqualsValueClauseSyntax => Receiver(use, hops - 1),
        ReturnStatementSyntax or ArrowExpressionClauseSyntax => OfMethod(use.Parent, hops - 1),
        _ => null,
    });

    /// <summary>Where the results of a method of this type go.</summary>
    private StackReceiver? OfMethod(SyntaxNode result, int hops)
    {
        var declaration = result.FirstAncestorOrSelf<SyntaxNode>(static node =>
            node is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax);
        if (declaration is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax)
            || model.GetDeclaredSymbol(declaration, cancellation) is not IMethodSymbol method
            || declaration.FirstAncestorOrSelf<SyntaxNode>(static node => node is BaseTypeDeclarationSyntax or CompilationUnitSyntax) is not { } scope)
            return null;
        foreach (var name in SymbolUses.In(scope, method, model, cancellation))
        {
            if (SymbolUses.Whole(name).Parent is InvocationExpressionSyntax call && Receiver(call, hops) is { } receiver)
                return receiver;
        }

        return null;
    }

    private bool IsDictionary(BaseObjectCreationExpressionSyntax creation) =>
        model.GetTypeInfo(creation, cancellation).Type is { } type && type.AllInterfaces.Any(static implemented => implemented.Name == "IDictionary");

    private StackReceiver? OfProperty(IPropertySymbol property, SyntaxNode place) =>
        property.Name is "Environment" or "Secrets" or "EnvironmentVariables" or "EnvironmentSecrets" or "Variables"
            ? StackReceiver.Of(property.ContainingType, IdAround(place))
            : null;

    /// <summary>The id of the innermost construct whose creation holds a node.</summary>
    private string? IdAround(SyntaxNode node)
    {
        for (SyntaxNode? at = node; at is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or CollectionElementSyntax; at = at.Parent)
        {
            if (at is ExpressionSyntax expression && Id(expression) is { } id)
                return id;
        }

        return null;
    }

    /// <summary><c>AddContainer("id", …)</c> and <c>new Construct(scope, "id", …)</c></summary>
    private string? Id(ExpressionSyntax expression)
    {
        var id = expression switch
        {
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddContainer" or "AddFirelensLogRouter" }, ArgumentList.Arguments: { Count: > 0 } arguments,
            } => arguments[0].Expression,
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: >= 2 } arguments } => arguments[1].Expression,
            _ => null,
        };
        return id is null ? null : KnownText.Of(id, model, cancellation).Complete;
    }
}
