using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Access;

/// <summary>
/// Whether keys are for an endpoint that is not one of AWS: the configuration that goes to the same client says so.
/// A configuration that cannot be followed does not.
/// </summary>
internal readonly struct CustomEndpoint(CredentialSinks sinks, SemanticModel model, CancellationToken cancellation)
{
    private const string Url = "ServiceURL";
    private const string DefaultClientConfig = "DefaultClientConfig";

    // A method that returns a local, or hands it on: more hops than this nobody reads at a glance either.
    private const int MaxHops = 3;

    /// <summary>Whether the client that is constructed here has such a configuration.</summary>
    public bool IsOfClient(BaseArgumentListSyntax? arguments, IMethodSymbol constructor)
    {
        foreach (var argument in arguments?.Arguments ?? default)
        {
            if (ArgumentByParameter.Parameter(arguments!, argument, constructor) is { } parameter
                && sinks.Types.IsOrDerivesFrom(parameter.Type, KnownType.ClientConfig))
                return IsConfig(argument.Expression, MaxHops);
        }

        return false;
    }

    /// <summary>Whether a credentials object goes to such clients, and to nothing else.</summary>
    public bool IsOfCredentials(ExpressionSyntax creation) => IsOfValue(creation, MaxHops);

    /// <summary>Whether the MassTransit host that is configured around here uses such a configuration.</summary>
    public bool IsOfHost(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not { } lambda)
            return false;
        foreach (var call in lambda.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Config" }, ArgumentList.Arguments: { Count: 1 } arguments }
                && IsConfig(arguments[0].Expression, MaxHops))
                return true;
        }

        return false;
    }

    private bool IsOfValue(ExpressionSyntax value, int hops)
    {
        var isUsed = false;
        foreach (var use in ValueUses.Of(value, model, cancellation).Uses)
        {
            if (IsNullTest(use))
                continue;
            if (!IsOfUse(use, hops))
                return false;
            isUsed = true;
        }

        return isUsed || IsConfiguredAround(value);
    }

    private static bool IsNullTest(ExpressionSyntax use) => use.Parent is IsPatternExpressionSyntax
        || (use.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } test
            && (test.Left == use ? test.Right : test.Left).IsKind(SyntaxKind.NullLiteralExpression));

    private bool IsOfUse(ExpressionSyntax use, int hops)
    {
        switch (use.Parent)
        {
            // A client of a package that is not there, yet: who knows how it is configured.
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax unbound } } when model.GetSymbolInfo(unbound, cancellation).Symbol is null:
                return true;
            case ArgumentSyntax { Parent: ArgumentListSyntax arguments } when IsConfiguredBeside(arguments):
                return true;
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument:
                return (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Credentials" } && IsOfHost(call))
                    || IsBesideConfig(call.ArgumentList.Arguments.Select(static other => other.Expression)) || IsOfParameter(argument, call, hops);
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: { } creation } arguments }:
                return model.GetSymbolInfo(creation, cancellation).Symbol is IMethodSymbol constructor && IsOfClient(arguments, constructor);
            // constructor.Invoke(new object[] { credentials, config })
            case InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression } elements:
                return IsBesideConfig(elements.Expressions);
            case AssignmentExpressionSyntax assignment when assignment.Right == use:
                return IsOfAssignment(assignment);
            case LambdaExpressionSyntax:
                return IsConfiguredAround(use);
            case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                return IsOfResult(use, hops);
            default:
                return false;
        }
    }

    /// <summary>Whether such a configuration goes the same way: to a factory, or to a constructor that reflection found.</summary>
    private bool IsBesideConfig(IEnumerable<ExpressionSyntax> values)
    {
        foreach (var value in values)
        {
            if (model.GetTypeInfo(value, cancellation).Type is { } type && sinks.Types.IsOrDerivesFrom(type, KnownType.ClientConfig) && IsConfig(value, MaxHops))
                return true;
        }

        return false;
    }

    /// <summary>Whether a method of this file does nothing else with what it is given.</summary>
    private bool IsOfParameter(ArgumentSyntax argument, InvocationExpressionSyntax call, int hops)
    {
        if (hops == 0 || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { IsVirtual: false, IsAbstract: false, IsOverride: false } method
            || ArgumentByParameter.Parameter(call.ArgumentList, argument, method) is not { } parameter || SymbolUses.Scope(parameter, model.SyntaxTree) is not { } body)
            return false;
        var isUsed = false;
        foreach (var name in SymbolUses.In(body, parameter, model, cancellation))
        {
            var use = SymbolUses.Whole(name);
            if (IsNullTest(use))
                continue;
            if (!IsOfValue(use, hops - 1))
                return false;
            isUsed = true;
        }

        return isUsed;
    }

    /// <summary>Whether all callers of a function that only this file can call do so with what it returns.</summary>
    private bool IsOfResult(ExpressionSyntax result, int hops)
    {
        var declaration = result.Ancestors().FirstOrDefault(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax);
        if (hops == 0 || declaration is not (LocalFunctionStatementSyntax or MethodDeclarationSyntax) || model.GetDeclaredSymbol(declaration, cancellation) is not IMethodSymbol function
            || (declaration is LocalFunctionStatementSyntax ? SymbolUses.Body(declaration) : SymbolUses.Scope(function, model.SyntaxTree)) is not { } scope)
            return false;
        var isCalled = false;
        foreach (var name in SymbolUses.In(scope, function, model, cancellation))
        {
            if (SymbolUses.Access(name).Parent is not InvocationExpressionSyntax call || !IsOfValue(call, hops - 1))
                return false;
            isCalled = true;
        }

        return isCalled;
    }

    /// <summary><c>Connect(credentials, region, config => config.ServiceURL = …)</c>: a library that builds the client lets its caller configure it.</summary>
    private bool IsConfiguredBeside(ArgumentListSyntax arguments)
    {
        foreach (var argument in arguments.Arguments)
        {
            if (argument.Expression is not AnonymousFunctionExpressionSyntax lambda)
                continue;
            foreach (var assignment in lambda.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if (assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Url, Expression: IdentifierNameSyntax owner }
                    && model.GetSymbolInfo(owner, cancellation).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }
                    && ServiceUrl.IsCustom(assignment.Right, model, cancellation))
                    return true;
            }
        }

        return false;
    }

    /// <summary><c>AWSOptions.Credentials</c> and <c>ClientConfig.DefaultAWSCredentials</c>.</summary>
    private bool IsOfAssignment(AssignmentExpressionSyntax assignment)
    {
        if (model.GetSymbolInfo(assignment.Left, cancellation).Symbol is not IPropertySymbol property || !property.IsBelow("Amazon"))
            return IsConfiguredAround(assignment);
        if (assignment.Parent is InitializerExpressionSyntax { Parent: ExpressionSyntax creation })
            return IsConfig(creation, MaxHops) || IsAssigned(ValueUses.Of(creation, model, cancellation).Holder, creation);
        return assignment.Left is MemberAccessExpressionSyntax { Expression: var owner } && IsConfig(owner, MaxHops);
    }

    /// <summary><c>ConnectToLocalStack</c>: what keeps the keys for a client that is made elsewhere, and sets the endpoint of its configuration beside it.</summary>
    private bool IsConfiguredAround(ExpressionSyntax use)
    {
        if (use.FirstAncestorOrSelf<BlockSyntax>() is not { } block)
            return false;
        foreach (var statement in block.Statements)
        {
            if (statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: Url, Expression: var owner } } assignment }
                && model.GetTypeInfo(owner, cancellation).Type is { } type && sinks.Types.IsOrDerivesFrom(type, KnownType.ClientConfig)
                && ServiceUrl.IsCustom(assignment.Right, model, cancellation))
                return true;
        }

        return false;
    }

    private bool IsConfig(ExpressionSyntax config, int hops)
    {
        if (hops == 0)
            return false;
        foreach (var source in SameValue.Sources(config))
        {
            if (source switch
                {
                    BaseObjectCreationExpressionSyntax creation => IsInitialized(creation.Initializer),
                    InvocationExpressionSyntax call => Returned(call) is { } returned && IsConfig(returned, hops - 1),
                    _ => IsVariable(source, hops),
                })
                return true;
        }

        return false;
    }

    private bool IsVariable(ExpressionSyntax variable, int hops)
    {
        if (model.GetSymbolInfo(variable, cancellation).Symbol is not { } symbol)
            return false;
        return (SingleValue.Of(symbol, model, cancellation) is { } value && IsConfig(value, hops - 1)) || IsAssigned(symbol, variable);
    }

    /// <summary><c>{ ServiceURL = … }</c> and <c>{ DefaultClientConfig = { ServiceURL = … } }</c></summary>
    private bool IsInitialized(InitializerExpressionSyntax? initializer)
    {
        foreach (var expression in initializer?.Expressions ?? default)
        {
            if (expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } } member
                && (name == Url ? ServiceUrl.IsCustom(member.Right, model, cancellation)
                    : name == DefaultClientConfig && member.Right is InitializerExpressionSyntax inner && IsInitialized(inner)))
                return true;
        }

        return false;
    }

    /// <summary><c>config.ServiceURL = …</c> and <c>options.DefaultClientConfig.ServiceURL = …</c> in the code around.</summary>
    private bool IsAssigned(ISymbol? variable, SyntaxNode near)
    {
        if (variable is not (ILocalSymbol or IFieldSymbol or IPropertySymbol or IParameterSymbol))
            return false;
        var scope = SymbolUses.Scope(variable, model.SyntaxTree) ?? SymbolUses.Body(near);
        foreach (var name in SymbolUses.In(scope, variable, model, cancellation))
        {
            var owner = SymbolUses.Whole(name);
            if (owner.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: DefaultClientConfig } part && part.Expression == owner)
                owner = part;
            if (owner.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Url, Parent: AssignmentExpressionSyntax assignment } url
                && url.Expression == owner && assignment.Left == url && ServiceUrl.IsCustom(assignment.Right, model, cancellation))
                return true;
        }

        return false;
    }

    /// <summary>What a method of this file returns, when it has one <c>return</c>.</summary>
    private ExpressionSyntax? Returned(InvocationExpressionSyntax call)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || SymbolUses.Declaration(method, model.SyntaxTree) is not { } declaration)
            return null;
        var (body, expression) = declaration switch
        {
            MethodDeclarationSyntax declared => (declared.Body, declared.ExpressionBody?.Expression),
            LocalFunctionStatementSyntax declared => (declared.Body, declared.ExpressionBody?.Expression),
            _ => (null, null),
        };
        if (body is null)
            return expression;
        List<ReturnStatementSyntax> returns = body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>().ToList();
        return returns.Count == 1 ? returns[0].Expression : null;
    }
}
