using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Symbols;

/// <summary>
/// What becomes of the response of a call: dropped, read member by member, or handed on. It is followed through tasks, variables, <c>Task.WhenAll</c>
/// and calls that run a lambda and give back what it gave; whatever else is done with it is trusted, and called an escape.
/// </summary>
internal sealed class ResponseUse
{
    // A response that travels through more variables than this is none of a simple program.
    private const int MostSteps = 200;

    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<ISymbol> _variables = new(SymbolEqualityComparer.Default);
    private readonly List<ExpressionSyntax> _reads = [];
    private readonly HashSet<string> _members = [];
    private int _steps;

    private ResponseUse(SemanticModel model, CancellationToken cancellation)
    {
        _model = model;
        _cancellation = cancellation;
    }

    /// <summary>True when the response, or its task, goes where it cannot be followed.</summary>
    public bool Escapes { get; private set; }

    /// <summary>The members of the response that are read.</summary>
    public IReadOnlyCollection<string> Members => _members;

    /// <summary>The name of the <c>WhenAll</c> whose result is dropped, when the response went there.</summary>
    public SimpleNameSyntax? WhenAll { get; private set; }

    public static ResponseUse Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var use = new ResponseUse(model, cancellation);
        use.Follow(call, IsTask(model.GetTypeInfo(call, cancellation).Type));
        return use;
    }

    /// <summary>The places where one of the members is read.</summary>
    public IEnumerable<ExpressionSyntax> ReadsOf(string member) => _reads.Where(read => NameOf(read) == member);

    private static bool IsTask(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask" } && type.IsIn("System.Threading.Tasks");

    private static bool IsPlainTask(ITypeSymbol? type) => IsTask(type) && type is INamedTypeSymbol { Arity: 0 };

    private static string? NameOf(ExpressionSyntax read) => read switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };

    private void Follow(ExpressionSyntax value, bool isTask)
    {
        while (!Escapes)
        {
            if (++_steps > MostSteps)
            {
                Escapes = true;
                return;
            }

            _cancellation.ThrowIfCancellationRequested();
            if (isTask && value is not AwaitExpressionSyntax && IsPlainTask(_model.GetTypeInfo(value, _cancellation).ConvertedType) && !IsArgumentOfStranger(value))
                return;
            if (!Climb(ref value, ref isTask))
                return;
        }
    }

    /// <summary>Goes on to the expression around the value; false when the end is reached.</summary>
    private bool Climb(ref ExpressionSyntax value, ref bool isTask)
    {
        switch (value.Parent)
        {
            case ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }:
                value = (ExpressionSyntax)value.Parent;
                return true;
            case AwaitExpressionSyntax wait:
                value = wait;
                isTask = false;
                return true;
            case MemberAccessExpressionSyntax access when access.Expression == value:
                return isTask ? ClimbTask(access, ref value, ref isTask) : Read(access);
            case ConditionalAccessExpressionSyntax access when access.Expression == value && !isTask:
                return access.WhenNotNull.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault() is { } binding ? Read(binding) : Escape();
            case IsPatternExpressionSyntax pattern when !isTask:
                return ReadPattern(pattern.Pattern);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax or UsingStatementSyntax or ForStatementSyntax } variable }:
                return FollowVariable(_model.GetDeclaredSymbol(variable, _cancellation), isTask);
            case AssignmentExpressionSyntax assignment when assignment.Right == value:
                return FollowAssignment(assignment, isTask);
            case ExpressionStatementSyntax or ForStatementSyntax:
                return false;
            // A text shows the name of the type and no member.
            case InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax text } when !isTask && _model.GetTypeInfo(text, _cancellation).ConvertedType?.SpecialType == SpecialType.System_String:
                return false;
            case ArrowExpressionClauseSyntax arrow:
                // A task in a method that returns nothing, or a value in one that returns a plain task.
                return arrow.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax && ReturnsNothing(_model.GetDeclaredSymbol(arrow.Parent, _cancellation)) ? false : Escape();
            case ReturnStatementSyntax:
                return FollowReturn(value.Parent.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault(), ref value, ref isTask);
            case AnonymousFunctionExpressionSyntax lambda:
                return FollowReturn(lambda, ref value, ref isTask);
            case ArgumentSyntax argument:
                return FollowArgument(argument, ref value, ref isTask);
            case ConditionalExpressionSyntax conditional when conditional.Condition != value:
                value = conditional;
                return true;
            default:
                return Escape();
        }
    }

    private bool ClimbTask(MemberAccessExpressionSyntax access, ref ExpressionSyntax value, ref bool isTask)
    {
        var call = access.Parent as InvocationExpressionSyntax;
        switch (access.Name.Identifier.ValueText)
        {
            case "ConfigureAwait" or "WaitAsync" or "AsTask" when call is not null:
                value = call;
                return true;
            case "Result":
                value = access;
                isTask = false;
                return true;
            case "GetAwaiter" when call?.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetResult", Parent: InvocationExpressionSyntax result }:
                value = result;
                isTask = false;
                return true;
            case "Wait" when call is not null:
                return false;
            default:
                return Escape();
        }
    }

    private bool Read(ExpressionSyntax member)
    {
        _reads.Add(member);
        _members.Add(NameOf(member)!);
        return false;
    }

    private bool ReadPattern(PatternSyntax pattern)
    {
        foreach (var part in pattern.DescendantNodesAndSelf())
        {
            switch (part)
            {
                case SubpatternSyntax { ExpressionColon: { } colon }:
                    for (ExpressionSyntax? name = colon.Expression; name is not null; name = (name as MemberAccessExpressionSyntax)?.Expression)
                    {
                        if (name is IdentifierNameSyntax first)
                            _members.Add(first.Identifier.ValueText);
                    }

                    break;
                case SingleVariableDesignationSyntax designation when designation.Parent == pattern:
                    return Escape();
                case RecursivePatternSyntax { PositionalPatternClause: not null } or RecursivePatternSyntax { Designation: not null } when part == pattern:
                    return Escape();
            }
        }

        return false;
    }

    private bool FollowAssignment(AssignmentExpressionSyntax assignment, bool isTask)
    {
        if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
            return Escape();
        var target = _model.GetSymbolInfo(assignment.Left, _cancellation).Symbol;
        if (target is IDiscardSymbol || (target is null && assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "_" }))
            return false;
        return assignment.Parent is ExpressionStatementSyntax && target is ILocalSymbol ? FollowVariable(target, isTask) : Escape();
    }

    private bool FollowVariable(ISymbol? variable, bool isTask)
    {
        if (variable is not ILocalSymbol local || local.Type.SpecialType == SpecialType.System_Object || local.Type.TypeKind == TypeKind.Dynamic
            || SymbolUses.Scope(local, _model.SyntaxTree) is not { } scope)
            return Escape();
        if (!_variables.Add(local))
            return false;

        foreach (var use in SymbolUses.In(scope, local, _model, _cancellation))
        {
            if (use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use)
                continue;
            if (SymbolUses.IsWrite(use))
                return Escape();
            Follow(use, isTask);
        }

        return false;
    }

    private static bool ReturnsNothing(ISymbol? function) => function is IMethodSymbol { ReturnsVoid: true } or IMethodSymbol { IsAsync: true, ReturnType: INamedTypeSymbol { Arity: 0 } };

    /// <summary>A lambda that returns the response: what is it given to?</summary>
    private bool FollowReturn(AnonymousFunctionExpressionSyntax? lambda, ref ExpressionSyntax value, ref bool isTask)
    {
        if (lambda is null || value.Ancestors().First(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) != lambda)
            return Escape();
        if (ReturnsNothing(_model.GetSymbolInfo(lambda, _cancellation).Symbol)
            || _model.GetTypeInfo(lambda, _cancellation).ConvertedType is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && (invoke.ReturnsVoid || IsPlainTask(invoke.ReturnType)))
            return false;
        if (lambda.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            || _model.GetSymbolInfo(call, _cancellation).Symbol is not IMethodSymbol method
            || ExpressionTree.Contains(value, _model, _cancellation))
            return Escape();

        isTask |= lambda.AsyncKeyword != default;
        if (method is { Name: "Select" } && method.ContainingType is { Name: "Enumerable" or "ParallelEnumerable" } && isTask)
            return FollowSequence(call, ref value, ref isTask);

        // The method cannot know the members of a type parameter, so it cannot have read them. A generic type may have been told about them.
        if (!method.IsGenericMethod || method.ContainingType.IsGenericType || !ReturnsTypeParameter(method.OriginalDefinition, out isTask))
            return Escape();
        value = call;
        return true;
    }

    private static bool ReturnsTypeParameter(IMethodSymbol method, out bool isTask)
    {
        isTask = IsTask(method.ReturnType);
        var returned = isTask && method.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0] : method.ReturnType;
        return returned is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method };
    }

    private bool FollowArgument(ArgumentSyntax argument, ref ExpressionSyntax value, ref bool isTask)
    {
        if (argument.Parent?.Parent is not InvocationExpressionSyntax call || _model.GetSymbolInfo(call, _cancellation).Symbol is not IMethodSymbol method)
            return Escape();
        if (IsWhenAll(method) && isTask)
            return DropAll(call);
        if (method is { Name: "Add", Parameters.Length: 1 } && isTask && call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax list }
            && _model.GetSymbolInfo(list, _cancellation).Symbol is ILocalSymbol tasks && IsCollection(tasks.Type))
            return FollowTasks(tasks);
        return Escape();
    }

    /// <summary>A sequence of tasks that is made in place: <c>WhenAll(xs.Select(x => …).ToList())</c>, or kept in a variable.</summary>
    private bool FollowSequence(InvocationExpressionSyntax call, ref ExpressionSyntax value, ref bool isTask)
    {
        ExpressionSyntax sequence = call;
        while (sequence.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToList" or "ToArray", Parent: InvocationExpressionSyntax made })
            sequence = made;
        if (sequence.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } && _model.GetDeclaredSymbol(variable, _cancellation) is ILocalSymbol tasks)
            return FollowTasks(tasks);
        return sequence.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax all }
            && _model.GetSymbolInfo(all, _cancellation).Symbol is IMethodSymbol method && IsWhenAll(method)
            ? DropAll(all)
            : Escape();
    }

    /// <summary>Tasks in a variable: they are dropped when all that is done with them is waiting for all.</summary>
    private bool FollowTasks(ILocalSymbol tasks)
    {
        if (!_variables.Add(tasks))
            return false;
        if (SymbolUses.Scope(tasks, _model.SyntaxTree) is not { } scope)
            return Escape();
        foreach (var use in SymbolUses.In(scope, tasks, _model, _cancellation))
        {
            switch (use.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Clear" or "Count", Parent: InvocationExpressionSyntax or BinaryExpressionSyntax }:
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax all } when _model.GetSymbolInfo(all, _cancellation).Symbol is IMethodSymbol method && IsWhenAll(method):
                    DropAll(all);
                    break;
                default:
                    return Escape();
            }
        }

        return false;
    }

    private bool DropAll(InvocationExpressionSyntax all)
    {
        ExpressionSyntax result = all;
        while (true)
        {
            switch (result.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "WaitAsync", Parent: InvocationExpressionSyntax configured }:
                    result = configured;
                    break;
                case AwaitExpressionSyntax wait:
                    result = wait;
                    break;
                case ExpressionStatementSyntax:
                    WhenAll ??= (all.Expression as MemberAccessExpressionSyntax)?.Name ?? all.Expression as SimpleNameSyntax;
                    return false;
                default:
                    return Escape();
            }
        }
    }

    private static bool IsWhenAll(IMethodSymbol method) => method is { Name: "WhenAll", ContainingType.Name: "Task" } && method.ContainingType.IsIn("System.Threading.Tasks");

    private static bool IsCollection(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1 } && type.IsIn("System.Collections.Generic");

    /// <summary>A plain task that is handed to a method may be cast back there.</summary>
    private bool IsArgumentOfStranger(ExpressionSyntax value)
    {
        if (value.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call })
            return false;
        return _model.GetSymbolInfo(call, _cancellation).Symbol is not IMethodSymbol method
            || !(IsWhenAll(method) || (method is { Name: "Add" } && IsCollection(method.ContainingType)));
    }

    private bool Escape()
    {
        Escapes = true;
        return false;
    }
}
