using System.Globalization;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Redis;

/// <summary>ARCH2004: all keys of a database are deleted, or a whole sweep in one command.</summary>
internal sealed class RedisFlush() : CodeRule(RedisRules.RedisFlush)
{
    /// <summary>Property of the diagnostic: present when a sweep is deleted in one command, which can be done in batches.</summary>
    public const string Sweep = "arch.redis.sweep";

    private static readonly string[] FlushNames =
    [
        "FlushDatabase", "FlushDatabaseAsync", "FlushAllDatabases", "FlushAllDatabasesAsync", "FlushAll", "FlushAllAsync", "FlushDb", "FlushDbAsync",
    ];

    public override bool Applies(ArchContext arch) => !arch.IsTestProject;

    public override void Start(RuleStart start)
    {
        start.OnCall(FlushNames, static call =>
        {
            if (call.Method is { } method && RedisTypes.Of(method) is RedisType.Server or RedisType.CsNodes or RedisType.CsConnection or RedisType.FreeClient
                or RedisType.ServiceStackNative or RedisType.ServiceStackClient)
                Report(call, call.NameLocation, method.Name.StartsWith("FlushAll", System.StringComparison.Ordinal) ? "all databases" : Database(call, method));
        });
        start.OnCall(RawCommand.MethodNames, static call =>
        {
            if (RawCommand.Of(call) is not { } raw)
                return;
            if (raw.Is("FLUSHALL"))
                Report(call, call.NameLocation, "all databases");
            else if (raw.Is("FLUSHDB"))
                Report(call, call.NameLocation, Database(call, call.Method!));
            else if (RedisScript.Of(raw) is { } script)
                CheckScript(call, script);
        });
        start.OnCall(RedisScript.MethodNames, static call =>
        {
            if (RedisScript.Of(call) is { } script)
                CheckScript(call, script);
        });
        start.OnCall(["KeyDelete", "KeyDeleteAsync"], static call =>
        {
            if (SweptDelete.Of(call) is not null && !IsMeant(call))
                call.Report.In(RedisWordings.DeleteOfSweep).With(Sweep, "true").Soft(call.NameLocation, Finding.Of(call.Method!));
        });
    }

    private static void CheckScript(CallContext call, RedisScript script)
    {
        if (script.FindCall(call.Model, call.Cancellation, "FLUSHALL", "FLUSHDB") is { } command)
            Report(call, script.Argument.GetLocation(), command == "FLUSHALL" ? "all databases" : "the database");
    }

    private static void Report(CallContext call, Location location, string subject)
    {
        if (!IsMeant(call))
            call.Report.At(location, Finding.Of(call.Method!), call.Method!.Name, subject);
    }

    private static bool IsMeant(CallContext call) =>
        DevelopmentOnly.Covers(call.Call, call.ContainingSymbol, call.Model, call.Cancellation) || ExpressionTree.Contains(call.Call, call.Model, call.Cancellation);

    private static string Database(CallContext call, IMethodSymbol method) =>
        ArgumentByParameter.Find(call.Call.ArgumentList, method, "database") is { } database
        && call.Model.GetConstantValue(SingleValue.Of(database.Expression, call.Model, call.Cancellation), call.Cancellation).Value is int number and >= 0
            ? "database " + number.ToString(CultureInfo.InvariantCulture)
            : "the database";
}
