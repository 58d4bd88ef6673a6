using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>The Lua text that a call sends, prepares or loads.</summary>
internal readonly record struct RedisScript(RedisType Type, ExpressionSyntax Argument)
{
    /// <summary>The names of the methods that take a script.</summary>
    public static readonly string[] MethodNames =
    [
        "ScriptEvaluate", "ScriptEvaluateAsync", "ScriptEvaluateReadOnly", "ScriptEvaluateReadOnlyAsync", "Prepare", "ScriptLoad", "ScriptLoadAsync",
        "Eval", "EvalAsync", "EvalInt", "EvalIntAsync", "EvalStr", "EvalStrAsync", "EvalCommand", "EvalCommandAsync",
        "ExecLua", "ExecLuaAsync", "ExecLuaAsInt", "ExecLuaAsIntAsync", "ExecLuaAsString", "ExecLuaAsStringAsync",
        "ExecLuaAsList", "ExecLuaAsListAsync", "ExecCachedLua", "ExecCachedLuaAsync",
    ];

    // A hole stands for a word of the script that nobody knows; it must not become one that somebody does.
    private const string Unknown = "\uFFFC";

    private static readonly string[] Parameters = ["script", "luaBody", "body", "scriptBody"];

    public static RedisScript? Of(CallContext call)
    {
        if (call.Call.ArgumentList.Arguments.Count == 0 || call.Method is not { } method || RedisTypes.Of(method) is not (var type and not RedisType.None))
            return null;
        foreach (var parameter in Parameters)
        {
            if (ArgumentByParameter.Find(call.Call.ArgumentList, method, parameter) is { } argument)
                return new RedisScript(type, argument.Expression);
        }

        return null;
    }

    /// <summary>The script of an <c>EVAL</c> that is sent by its name.</summary>
    public static RedisScript? Of(RawCommand command) =>
        (command.Is("EVAL") || command.Is("EVAL_RO")) && !command.Arguments.IsDefaultOrEmpty ? new RedisScript(command.Type, command.Arguments[0]) : null;

    /// <summary>Whether the script, as far as it is known, calls one of the commands; the command as it is written there.</summary>
    public string? FindCall(SemanticModel model, CancellationToken cancellation, params string[] commands)
    {
        if (KnownText.Of(Argument, model, cancellation).With(Unknown) is not { } lua)
            return null;
        foreach (var (name, _) in LuaScanner.Commands(lua))
        {
            foreach (var command in commands)
            {
                if (name.Equals(command, System.StringComparison.OrdinalIgnoreCase))
                    return command;
            }
        }

        return null;
    }
}
