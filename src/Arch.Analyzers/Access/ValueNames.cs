using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>
/// The names that C# gives a value: of what it initializes or is assigned to, of the parameter it is an argument for, of the key it is stored under,
/// of what it is compared with. Asked only for values that have the shape of a key.
/// </summary>
internal sealed class ValueNames(SemanticModel model, CancellationToken cancellation)
{
    // Nobody nests initializers deeper, and each level costs another look upwards.
    private const int MaxDepth = 8;

    public IEnumerable<ValueName> Of(ExpressionSyntax value) => Of(value, MaxDepth);

    private IEnumerable<ValueName> Of(ExpressionSyntax value, int depth)
    {
        if (depth == 0)
            return [];
        value = SameValue.Outermost(value);
        return value.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => [InType(value, variable.Identifier.ValueText)],
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => [InType(value, property.Identifier.ValueText)],
            EqualsValueClauseSyntax { Parent: ParameterSyntax parameter } => [InType(value, parameter.Identifier.ValueText)],
            ArrowExpressionClauseSyntax or ReturnStatementSyntax => Member(value),
            AssignmentExpressionSyntax assignment when assignment.Right == value => [Target(assignment, depth)],
            ArgumentSyntax argument => Argument(argument),
            AttributeArgumentSyntax argument => Attribute(argument),
            AnonymousObjectMemberDeclaratorSyntax { NameEquals.Name.Identifier.ValueText: var name, Parent: ExpressionSyntax owner } => [Below(owner, name, depth)],
            InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Expressions: var parts } pair when parts[0] != value =>
                Text(parts[0]) is { } name ? [Below(pair.Parent, name, depth)] : [],
            InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression } array => Of(array.Parent as ExpressionSyntax ?? array, depth - 1),
            ExpressionElementSyntax { Parent: CollectionExpressionSyntax collection } => Of(collection, depth - 1),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
                [Named(comparison.Left == value ? comparison.Right : comparison.Left)],
            ConstantPatternSyntax pattern => Matched(pattern) is { } matched ? [Named(matched)] : [],
            CaseSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => [Named(choice.Expression)],
            _ => [],
        };
    }

    private static ExpressionSyntax? Matched(SyntaxNode pattern)
    {
        while (pattern.Parent is PatternSyntax or CasePatternSwitchLabelSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax)
            pattern = pattern.Parent;
        return pattern.Parent switch
        {
            IsPatternExpressionSyntax test => test.Expression,
            SwitchStatementSyntax choice => choice.Expression,
            SwitchExpressionSyntax choice => choice.GoverningExpression,
            _ => null,
        };
    }

    private static ValueName InType(SyntaxNode node, string name) =>
        new(node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText + "." + name, name);

    /// <summary>What a value is returned from.</summary>
    private static IEnumerable<ValueName> Member(SyntaxNode value)
    {
        for (var node = value.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case PropertyDeclarationSyntax property:
                    return [InType(value, property.Identifier.ValueText)];
                case MethodDeclarationSyntax method:
                    return [InType(value, method.Identifier.ValueText)];
                case LocalFunctionStatementSyntax function:
                    return [InType(value, function.Identifier.ValueText)];
                case AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax:
                    return [];
            }
        }

        return [];
    }

    private ValueName Target(AssignmentExpressionSyntax assignment, int depth)
    {
        if (assignment.Parent is not InitializerExpressionSyntax initializer)
            return Named(assignment.Left);

        var name = assignment.Left is ImplicitElementAccessSyntax index ? Index(index.ArgumentList) : Named(assignment.Left).Path;
        var shown = assignment.Left is IdentifierNameSyntax member ? member.Identifier.ValueText : name;
        return Below(initializer, name, depth) with { Shown = shown };
    }

    /// <summary>A name inside an initializer, which may have a name itself: <c>Aws = new() { SecretKey = "…" }</c>.</summary>
    private ValueName Below(SyntaxNode? owner, string name, int depth)
    {
        if (owner is InitializerExpressionSyntax { Parent: (BaseObjectCreationExpressionSyntax or WithExpressionSyntax) and var creation })
            owner = creation;
        var outer = owner is ExpressionSyntax expression ? Of(expression, depth - 1).FirstOrDefault().Path : null;
        return new(outer is null ? name : outer + ":" + name, name);
    }

    /// <summary>The name of a variable, member, or element of a dictionary.</summary>
    private ValueName Named(ExpressionSyntax expression)
    {
        expression = SameValue.Bare(expression);
        var chain = Chain(expression, MaxDepth);
        var shown = expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            ElementAccessExpressionSyntax element => Index(element.ArgumentList),
            _ => chain,
        };
        var symbol = model.GetSymbolInfo(expression, cancellation).Symbol;
        return symbol is IFieldSymbol or IPropertySymbol { IsIndexer: false } ? new(TypeOf(symbol) + "." + chain, shown) : InType(expression, chain) with { Shown = shown };
    }

    private string Chain(ExpressionSyntax expression, int depth) => depth == 0 ? "" : expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => Chain(access.Expression, depth - 1) + "." + access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        ElementAccessExpressionSyntax element => Chain(element.Expression, depth - 1) + ":" + Index(element.ArgumentList),
        ConditionalAccessExpressionSyntax access => Chain(access.Expression, depth - 1) + "." + Chain(access.WhenNotNull, depth - 1),
        // Environment.GetEnvironmentVariable("…"), configuration.GetSection("…")
        InvocationExpressionSyntax { ArgumentList: var arguments } => Index(arguments),
        _ => "",
    };

    private string Index(BaseArgumentListSyntax list) => list.Arguments.Count == 1 ? Text(list.Arguments[0].Expression) ?? "" : "";

    private string? Text(ExpressionSyntax expression) => KnownText.Of(expression, model, cancellation).Complete;

    private IEnumerable<ValueName> Argument(ArgumentSyntax argument)
    {
        if (argument.Parent is TupleExpressionSyntax tuple)
            return Element(tuple, argument) is { } element ? [InType(argument, element)] : [];
        return argument is { Parent: BaseArgumentListSyntax { Parent: { } call } list } ? Argument(argument, list, call) : [];
    }

    private IEnumerable<ValueName> Argument(ArgumentSyntax argument, BaseArgumentListSyntax list, SyntaxNode call)
    {
        var method = model.GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol;
        var type = method is null ? ((call as ObjectCreationExpressionSyntax)?.Type as SimpleNameSyntax)?.Identifier.ValueText : TypeOf(method);
        var parameter = method is null ? null : ArgumentByParameter.Parameter(list, argument, method);
        if ((parameter?.Name ?? argument.NameColon?.Name.Identifier.ValueText) is { } name)
            yield return new(type + "." + name, name);
        if (method is { MethodKind: not MethodKind.Constructor } && list.Arguments.Count == 1)
            yield return new(type + "." + method.Name, method.Name);

        // Add("AWS_SECRET_ACCESS_KEY", "…"), string.Equals(secretKey, "…")
        var before = list.Arguments.IndexOf(argument) - 1;
        if (before >= 0)
            yield return Text(list.Arguments[before].Expression) is { } key ? new(key, key) : Named(list.Arguments[before].Expression);
        else if (method is { Name: "Equals" } && Receiver.Of((ExpressionSyntax)call) is { } receiver)
            yield return Named(receiver);
    }

    private string? Element(TupleExpressionSyntax tuple, ArgumentSyntax argument)
    {
        if (argument.NameColon is { } colon)
            return colon.Name.Identifier.ValueText;

        var index = tuple.Arguments.IndexOf(argument);
        if (tuple.Parent is AssignmentExpressionSyntax assignment && assignment.Right == tuple)
        {
            return assignment.Left switch
            {
                DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax { Variables: var variables } } when index < variables.Count =>
                    (variables[index] as SingleVariableDesignationSyntax)?.Identifier.ValueText,
                TupleExpressionSyntax { Arguments: var targets } when index < targets.Count => targets[index].Expression switch
                {
                    DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } => variable.Identifier.ValueText,
                    var target => Chain(target, MaxDepth),
                },
                _ => null,
            };
        }

        return model.GetTypeInfo(tuple, cancellation).ConvertedType is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } && index < elements.Length
            ? elements[index].Name
            : null;
    }

    private IEnumerable<ValueName> Attribute(AttributeArgumentSyntax argument)
    {
        if (argument.Parent is not AttributeArgumentListSyntax { Parent: AttributeSyntax attribute } list)
            yield break;

        var index = list.Arguments.IndexOf(argument);
        var constructor = model.GetSymbolInfo(attribute, cancellation).Symbol as IMethodSymbol;
        var name = argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;
        if (name is null && constructor is not null && index < constructor.Parameters.Length)
            name = constructor.Parameters[index].Name;
        if (name is not null)
            yield return new((constructor is null ? "" : TypeOf(constructor)) + "." + name, name);
        if (index > 0 && Text(list.Arguments[index - 1].Expression) is { } key)
            yield return new(key, key);

        // [DefaultSettingValue("…")] public string SecretKey
        switch (attribute.Parent?.Parent)
        {
            case PropertyDeclarationSyntax property:
                yield return InType(property, property.Identifier.ValueText);
                break;
            case BaseFieldDeclarationSyntax { Declaration.Variables: { Count: > 0 } variables } field:
                yield return InType(field, variables[0].Identifier.ValueText);
                break;
            case ParameterSyntax parameter:
                yield return InType(parameter, parameter.Identifier.ValueText);
                break;
        }
    }

    /// <summary>The type of a member. A type of the SDK says so by its namespace alone.</summary>
    private static string TypeOf(ISymbol member) =>
        (member.ContainingType is { } type && type.IsBelow("Amazon") ? "Amazon." : "") + member.ContainingType?.Name;
}
