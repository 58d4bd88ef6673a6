using System;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>
/// The part of ARCH2001 about settings that make <c>IServer.Keys</c> send KEYS: it chooses SCAN when the command map has it and the
/// server is 2.8 or newer.
/// </summary>
internal static class CommandMapWithoutScan
{
    private static readonly Version FirstWithScan = new(2, 8);

    public static void Start(RuleStart start)
    {
        start.OnCall(["Create"], static call =>
        {
            if (call.Call.ArgumentList.Arguments.Count > 0 && call.Method is { } method && RedisTypes.Of(method) == RedisType.CommandMap && LosesScan(call, method))
                call.Report.In(RedisWordings.ScanTakenAway).Soft(
                    call.NameLocation, Finding.Of(method), "This command map", "Leave SCAN available, or remove KEYS too");
        });
        start.OnAssignment(["DefaultVersion"], static context =>
        {
            var assignment = (AssignmentExpressionSyntax)context.Node;
            if (context.Model.GetSymbolInfo(assignment.Left, context.Cancellation).Symbol is IPropertySymbol property
                && RedisTypes.IsStackExchange(property.ContainingType, "ConfigurationOptions")
                && VersionOf(assignment.Right, context.Model, context.Cancellation) is { } version && version < FirstWithScan)
                context.Report.In(RedisWordings.ScanTakenAway).Soft(
                    assignment.GetLocation(), Finding.Of(property), $"DefaultVersion {version}", "Set 2.8 or later");
        });
    }

    private static bool LosesScan(CallContext call, IMethodSymbol method)
    {
        var arguments = call.Call.ArgumentList;
        if (ArgumentByParameter.Find(arguments, method, "commands") is { } commands)
        {
            var available = true;
            if (ArgumentByParameter.Find(arguments, method, "available") is { } flag)
            {
                if (call.Model.GetConstantValue(flag.Expression, call.Cancellation).Value is not bool known)
                    return false;
                available = known;
            }

            return SetOf(commands.Expression, call) is var (scan, keys) && (available ? keys && !scan : scan && !keys);
        }

        return ArgumentByParameter.Find(arguments, method, "overrides") is { } overrides && RemovedBy(overrides.Expression, call) is (true, false);
    }

    /// <summary>Whether SCAN and KEYS are in the set; null when the set, or one of its elements, is not known.</summary>
    private static (bool Scan, bool Keys)? SetOf(ExpressionSyntax expression, CallContext call)
    {
        expression = Created(expression, call);
        if (expression is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } && !AreComparers(arguments, call))
            return null;
        var elements = expression is BaseObjectCreationExpressionSyntax { Initializer.Expressions: var initial }
            ? System.Collections.Immutable.ImmutableArray.CreateRange(initial)
            : ArgumentElements.Of(expression);
        if (elements.IsDefault)
            return null;

        var (scan, keys) = (false, false);
        foreach (var element in elements)
        {
            if (KnownText.Of(element, call.Model, call.Cancellation).Complete is not { } command)
                return null;
            scan |= Is(command, "SCAN");
            keys |= Is(command, "KEYS");
        }

        return (scan, keys);
    }

    /// <summary>Whether the overrides remove SCAN and KEYS; null when they are not all known.</summary>
    private static (bool Scan, bool Keys)? RemovedBy(ExpressionSyntax expression, CallContext call)
    {
        if (Created(expression, call) is not BaseObjectCreationExpressionSyntax { Initializer: { } initializer } creation
            || (creation.ArgumentList is { Arguments: { Count: > 0 } arguments } && !AreComparers(arguments, call)))
            return null;

        var (scan, keys) = (false, false);
        foreach (var entry in initializer.Expressions)
        {
            var (command, name) = entry switch
            {
                AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax { ArgumentList.Arguments: { Count: 1 } index } } assignment => (index[0].Expression, assignment.Right),
                InitializerExpressionSyntax { Expressions: { Count: 2 } pair } => (pair[0], pair[1]),
                _ => (null, null),
            };
            if (command is null || KnownText.Of(command, call.Model, call.Cancellation).Complete is not { } text)
                return null;
            var isRemoved = KnownText.Of(name!, call.Model, call.Cancellation).IsNothing;
            scan |= isRemoved && Is(text, "SCAN");
            keys |= isRemoved && Is(text, "KEYS");
        }

        return (scan, keys);
    }

    /// <summary>Where the collection is made; itself when it may have been changed since.</summary>
    private static ExpressionSyntax Created(ExpressionSyntax expression, CallContext call) =>
        call.Model.GetSymbolInfo(expression, call.Cancellation).Symbol is { } symbol
        && SymbolUses.Scope(symbol, call.Model.SyntaxTree) is { } scope
        && SymbolUses.In(scope, symbol, call.Model, call.Cancellation).Take(2).Count() == 1
            ? SingleValue.Of(expression, call.Model, call.Cancellation)
            : SameValue.Bare(expression);

    private static bool AreComparers(SeparatedSyntaxList<ArgumentSyntax> arguments, CallContext call)
    {
        foreach (var argument in arguments)
        {
            if (call.Model.GetTypeInfo(argument.Expression, call.Cancellation).Type?.Name != nameof(StringComparer))
                return false;
        }

        return true;
    }

    private static Version? VersionOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        if (SingleValue.Of(expression, model, cancellation) is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 or 2 or 3 } arguments } creation
            || model.GetTypeInfo(creation, cancellation).Type is not { Name: nameof(Version), ContainingNamespace.Name: nameof(System) })
            return null;
        var major = model.GetConstantValue(arguments[0].Expression, cancellation).Value;
        if (arguments.Count == 1)
            return Version.TryParse(major as string, out var parsed) ? parsed : null;
        return major is int first && model.GetConstantValue(arguments[1].Expression, cancellation).Value is int second && first >= 0 && second >= 0
            ? new Version(first, second)
            : null;
    }

    private static bool Is(string text, string command) => text.Equals(command, StringComparison.OrdinalIgnoreCase);
}
