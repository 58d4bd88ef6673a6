using System.Globalization;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Redis;

/// <summary>ARCH2001: KEYS reaches the wire, or a SCAN that is no better.</summary>
internal sealed class RedisKeysCommand() : CodeRule(RedisRules.RedisKeysCommand)
{
    /// <summary>Property of the diagnostic: the <see cref="RedisType"/> whose method sends KEYS. Other forms have no fix.</summary>
    public const string Type = "arch.redis.type";

    /// <summary>Property of the diagnostic: the one configured prefix, when the pattern is a bare <c>*</c>.</summary>
    public const string Prefix = "arch.redis.prefix";

    public override void Start(RuleStart start)
    {
        start.OnCall(RawCommand.MethodNames, static call =>
        {
            if (RawCommand.Of(call) is not { } raw)
                return;
            if (RedisSweep.Of(call, raw) is { } sweep)
                CheckSweep(call, sweep);
            else if (RedisScript.Of(raw) is { } script)
                CheckScript(call, script);
        });
        start.OnCall(RedisSweep.MemberNames, static call =>
        {
            if (RedisSweep.OfMember(call) is { } sweep)
                CheckSweep(call, sweep);
        });
        start.OnCall(RedisScript.MethodNames, static call =>
        {
            if (RedisScript.Of(call) is { } script)
                CheckScript(call, script);
        });
        CommandMapWithoutScan.Start(start);
    }

    private static void CheckSweep(CallContext call, RedisSweep sweep)
    {
        if (!sweep.SendsKeys)
        {
            CheckPageSize(call, sweep);
        }
        else if (!ExpressionTree.Contains(call.Call, call.Model, call.Cancellation))
        {
            var report = call.Report.With(Type, sweep.Type.ToString());
            if (sweep.Pattern is { } pattern && KnownText.Of(pattern, call.Model, call.Cancellation).Complete == "*"
                && call.Arch.Configuration.Get(RedisOptions.KeyPrefixes, call.Call.SyntaxTree) is { Length: 1 } prefixes)
                report = report.With(Prefix, prefixes[0]);
            report.At(call.NameLocation, Finding.Of(call.Method!), call.Method!.Name, Remedy(sweep.Type));
        }
    }

    private static void CheckScript(CallContext call, RedisScript script)
    {
        if (script.FindCall(call.Model, call.Cancellation, "KEYS") is not null && !ExpressionTree.Contains(call.Call, call.Model, call.Cancellation))
            call.Report.In(RedisWordings.KeysInLua).At(script.Argument.GetLocation(), Finding.Of(call.Method!), Remedy(script.Type));
    }

    private static void CheckPageSize(CallContext call, RedisSweep sweep)
    {
        if (sweep.PageSize is not { } size || Number(call, size) is not { } number
            || number <= call.Arch.Configuration.Get(RedisOptions.MaxPageSize, call.Call.SyntaxTree)
            || ExpressionTree.Contains(call.Call, call.Model, call.Cancellation))
            return;
        call.Report.In(RedisWordings.LargePage).Soft(size.GetLocation(), Finding.Of(call.Method!), number.ToString("N0", CultureInfo.InvariantCulture));
    }

    /// <summary>A size as number, or as the text that a raw command takes.</summary>
    private static long? Number(CallContext call, ExpressionSyntax size) =>
        call.Model.GetConstantValue(SingleValue.Of(size, call.Model, call.Cancellation), call.Cancellation).Value switch
        {
            int number => number,
            long number => number,
            string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    private static string Remedy(RedisType type) => type switch
    {
        RedisType.CsClient or RedisType.CsHelper or RedisType.CsPipe or RedisType.CsConnection => "Scan(cursor, pattern, 250) until the cursor is 0",
        RedisType.FreeClient => "Scan(pattern, 250, null), which pages through every master",
        RedisType.ServiceStackNative or RedisType.ServiceStackClient => "ScanAllKeys(pattern)",
        _ => "IServer.Keys(database, pattern, pageSize: 250) on every connected primary",
    };
}
