using System;
using System.Reflection;

namespace Arch.Analyzers.Engine;

/// <summary>
/// Where the baseline has no effect. What that depends on, such as layers, only a family knows; every rule obeys it, whichever runs first.
/// </summary>
internal abstract class BaselineLimit
{
    private static readonly BaselineLimit? Named =
        typeof(BaselineLimit).Assembly.GetCustomAttribute<BaselineLimitAttribute>() is { } attribute ? (BaselineLimit)Activator.CreateInstance(attribute.Limit) : null;

    /// <summary>Whether lines about this source of findings, a type as the baseline writes it, have no effect.</summary>
    public static bool Excludes(ArchContext arch, string from) => Named?.IsStrict(arch, from) == true;

    protected abstract bool IsStrict(ArchContext arch, string from);
}

/// <summary>Names the limit of this assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class BaselineLimitAttribute(Type limit) : Attribute
{
    public Type Limit => limit;
}
