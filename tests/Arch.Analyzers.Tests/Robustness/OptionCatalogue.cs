using System.Reflection;
using Arch.Analyzers.Engine;

namespace Arch.Analyzers.Tests.Robustness;

/// <summary>Every option of every family: the static fields of the option classes.</summary>
internal static class OptionCatalogue
{
    public static IReadOnlyList<ArchOption> All { get; } =
    [
        .. from type in typeof(ArchOption).Assembly.GetTypes()
           where type.Name.EndsWith("Options", StringComparison.Ordinal)
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public)
           where typeof(ArchOption).IsAssignableFrom(field.FieldType)
           let option = (ArchOption)field.GetValue(null)!
           orderby option.Key
           select option,
    ];
}
