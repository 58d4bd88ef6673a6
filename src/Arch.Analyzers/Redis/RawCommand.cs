using System;
using System.Collections.Immutable;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>A command that is sent by its name, past the methods of the library.</summary>
/// <param name="Type">The type that declares the method.</param>
/// <param name="Text">The command.</param>
/// <param name="Arguments">Its arguments as written; default when the code does not show them.</param>
internal readonly record struct RawCommand(RedisType Type, string Text, ImmutableArray<ExpressionSyntax> Arguments)
{
    /// <summary>The names of the methods.</summary>
    public static readonly string[] MethodNames = ["Execute", "ExecuteAsync", "Call", "CallAsync"];

    public static RawCommand? Of(CallContext call)
    {
        if (call.Call.ArgumentList.Arguments.Count == 0 || call.Method is not { } method || method.Parameters.Length == 0)
            return null;
        return RedisTypes.Of(method) switch
        {
            var type and (RedisType.Database or RedisType.DatabaseAsync or RedisType.Server) when call.Name.Identifier.ValueText[0] == 'E' =>
                Named(type, "args", call, method),
            var type and RedisType.CsConnection when call.Name.Identifier.ValueText[0] == 'C' => Named(type, "args", call, method),
            var type and RedisType.FreeClient when call.Name.Identifier.ValueText[0] == 'C' => Packet(type, call, method),
            _ => null,
        };
    }

    public bool Is(string command) => Text.Equals(command, StringComparison.OrdinalIgnoreCase);

    /// <summary>The argument behind this word, as <c>MATCH</c> has one; null when there is none. Not to be asked while the arguments are unknown.</summary>
    public ExpressionSyntax? ArgumentAfter(string word, SemanticModel model, CancellationToken cancellation)
    {
        // A SCAN starts with its cursor, which may be any value.
        for (var i = 1; i + 1 < Arguments.Length; i++)
        {
            if (string.Equals(KnownText.Of(Arguments[i], model, cancellation).Complete, word, StringComparison.OrdinalIgnoreCase))
                return Arguments[i + 1];
        }

        return null;
    }

    // The position of the command differs between overloads: 2.13 of StackExchange.Redis added one that starts with the database.
    private static RawCommand? Named(RedisType type, string arguments, CallContext call, IMethodSymbol method) =>
        ArgumentByParameter.Find(call.Call.ArgumentList, method, "command") is { } command
        && KnownText.Of(command.Expression, call.Model, call.Cancellation).Complete is { } text
            ? new RawCommand(type, text, ArgumentElements.Of(call.Call.ArgumentList, method, arguments, call.Model, call.Cancellation))
            : null;

    /// <summary>FreeRedis takes a packet: a text, or <c>new CommandPacket("KEYS").Input("a:*")</c>.</summary>
    private static RawCommand? Packet(RedisType type, CallContext call, IMethodSymbol method)
    {
        if (ArgumentByParameter.Find(call.Call.ArgumentList, method, "cmd")?.Expression is not { } packet)
            return null;

        var groups = new System.Collections.Generic.Stack<ImmutableArray<ExpressionSyntax>>();
        var shown = true;
        var root = SingleValue.Of(packet, call.Model, call.Cancellation);
        while (root is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } input
            && access.Name.Identifier.ValueText.StartsWith("Input", StringComparison.Ordinal))
        {
            shown &= access.Name.Identifier.ValueText is "Input" or "InputRaw" or "InputKey";
            groups.Push(Expressions(input.ArgumentList, skip: 0));
            root = SameValue.Bare(access.Expression);
        }

        if (root is BaseObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: > 0 } creation }
            && call.Model.GetTypeInfo(root, call.Cancellation).Type is { Name: "CommandPacket" } created && created.IsIn("FreeRedis"))
        {
            groups.Push(Expressions(creation, skip: 1));
            root = creation.Arguments[0].Expression;
        }

        if (KnownText.Of(root, call.Model, call.Cancellation).Complete is not { } text)
            return null;
        if (!shown)
            return new RawCommand(type, text, default);
        var arguments = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (var group in groups)
            arguments.AddRange(group);
        return new RawCommand(type, text, arguments.ToImmutable());
    }

    private static ImmutableArray<ExpressionSyntax> Expressions(ArgumentListSyntax list, int skip)
    {
        var expressions = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        for (var i = skip; i < list.Arguments.Count; i++)
            expressions.Add(list.Arguments[i].Expression);
        return expressions.ToImmutable();
    }
}
