using System.Globalization;
using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis.CSharp;

namespace Arch.Analyzers.Redis;

/// <summary>ARCH2002: a sweep of the keyspace whose pattern is not inside a namespace.</summary>
internal sealed class RedisScanWithoutNamespace() : CodeRule(RedisRules.RedisScanWithoutNamespace)
{
    /// <summary>Property of the diagnostic: the one configured prefix, when the pattern is absent or a bare <c>*</c>.</summary>
    public const string Prefix = "arch.redis.prefix";

    private const string WholeKeyspace = "the whole keyspace";

    public override bool Applies(ArchContext arch) => !arch.IsTestProject;

    public override void Start(RuleStart start)
    {
        start.OnCall(RawCommand.MethodNames, static call =>
        {
            if (RawCommand.Of(call) is { Arguments.IsDefaultOrEmpty: false } raw && RedisSweep.Of(call, raw) is { } sweep)
                Check(call, sweep);
        });
        start.OnCall(RedisSweep.MemberNames, static call =>
        {
            if (RedisSweep.OfMember(call) is { } sweep)
                Check(call, sweep);
        });
    }

    private static void Check(CallContext call, RedisSweep sweep)
    {
        var place = sweep.Pattern?.GetLocation() ?? call.NameLocation;
        if (sweep is { IsRaw: true, Pattern: { } pattern } && PrefixedDatabase.Is(Receiver.Of(call.Call), call.Model, call.Cancellation))
        {
            // Only a RedisKey among the arguments is given the prefix.
            if (!RedisTypes.IsStackExchange(call.Model.GetTypeInfo(pattern, call.Cancellation).Type, "RedisKey")
                && !ExpressionTree.Contains(call.Call, call.Model, call.Cancellation))
                call.Report.In(RedisWordings.PrefixNotApplied).At(place, Finding.Of(call.Method!), call.Method!.Name);
            return;
        }

        var space = new RedisNamespace(call.Arch, call.Call.SyntaxTree);
        if (space.Outside(sweep.Pattern, call.Model, call.Cancellation) is not { } swept || IsDedicated(call, sweep)
            || ExpressionTree.Contains(call.Call, call.Model, call.Cancellation))
            return;
        var report = call.Report;
        if (swept == WholeKeyspace && space.OnlyPrefix is { } prefix)
            report = report.With(Prefix, prefix);
        report.At(place, Finding.Of(call.Method!), call.Method!.Name, swept, space.Example);
    }

    private static bool IsDedicated(CallContext call, RedisSweep sweep)
    {
        var dedicated = call.Arch.Configuration.Get(RedisOptions.DedicatedDatabases, call.Call.SyntaxTree);
        if (dedicated.IsEmpty)
            return false;
        var number = sweep.Database is { } database
            ? call.Model.GetConstantValue(SingleValue.Of(database, call.Model, call.Cancellation), call.Cancellation).Value as int?
            : sweep.Type == RedisType.Server ? -1 : null;
        return number is { } known && dedicated.Any(item => int.Parse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) == known);
    }
}
