using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Arch.Analyzers.Tests.Harness;

/// <summary>What stays alive through some objects and the static fields of our assembly; what is held weakly does not.</summary>
internal static class Reachable
{
    private const BindingFlags Own = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    /// <summary>The number of objects by type.</summary>
    public static Dictionary<Type, int> From(Assembly assembly, IEnumerable<object> roots)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>();
        var statics = assembly.GetTypes().Where(static type => !type.ContainsGenericParameters).SelectMany(static type => type.GetFields(Own | BindingFlags.Static)).Where(MayHold);
        foreach (var value in statics.Select(static field => field.GetValue(null)).Concat(roots))
            Visit(value);
        while (open.TryPop(out var holder))
        {
            if (holder is Array array)
            {
                foreach (var element in array)
                    Visit(element);
            }
            else
            {
                foreach (var field in Fields.GetOrAdd(holder.GetType(), FieldsOf))
                    Visit(field.GetValue(holder));
            }
        }

        return seen.GroupBy(static one => one.GetType()).ToDictionary(static type => type.Key, static type => type.Count());

        void Visit(object? value)
        {
            // A struct comes in a box of its own each time, and is looked into without being counted.
            if (value is null or Pointer or MemberInfo or Assembly or WeakReference || IsHeldWeakly(value.GetType()))
                return;
            if (value is ValueType || seen.Add(value))
                open.Push(value);
        }
    }

    private static bool IsHeldWeakly(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ConditionalWeakTable<,>) || type.GetGenericTypeDefinition() == typeof(WeakReference<>));

    private static FieldInfo[] FieldsOf(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            fields.AddRange(declaring.GetFields(Own | BindingFlags.Instance).Where(MayHold));
        return [.. fields];
    }

    private static bool MayHold(FieldInfo field) => field.FieldType is { IsPrimitive: false, IsEnum: false, IsPointer: false, IsByRefLike: false };
}
