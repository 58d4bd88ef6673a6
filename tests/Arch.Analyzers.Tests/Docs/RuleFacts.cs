using System.Collections.Immutable;
using System.Reflection;
using Arch.Analyzers.Engine;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.Analyzers.Tests.Docs;

/// <summary>One rule id and what the assemblies hold for it: the source of everything generated and the list every convention runs over.</summary>
internal sealed class RuleFacts
{
    private static readonly Assembly Assembly = typeof(Catalogue).Assembly;

    private RuleFacts(DiagnosticDescriptor descriptor)
    {
        Descriptor = descriptor;
        Name = Declared.Single(field => field.Descriptor.Id == descriptor.Id).Name;
        Classes = [.. AllClasses.Where(rule => DescriptorsOf(rule).Any(other => other.Id == Id)).Select(rule => rule.GetType())];
        // Broken files are reported by the host itself.
        if (Classes.IsEmpty && Assembly.GetType($"Arch.Analyzers.{Category}.{Name}") is { } apart)
            Classes = [apart];
        Fixes = [.. AllFixes.Where(fix => fix is not BaselineFix && fix.FixableDiagnosticIds.Contains(Id))];
        Options = [.. AllOptions.Where(option => option.Key.StartsWith($"{ArchOption.Prefix}{Id}.", StringComparison.Ordinal) || option.SharedBy.Contains(Id))];
        if (HasSoftFindings)
            Options = Options.Add(SoftOption.Of(descriptor));
    }

    /// <summary>Every descriptor field of the assembly, hosted or not, by id.</summary>
    public static ImmutableArray<(string Name, DiagnosticDescriptor Descriptor)> Declared { get; } =
        [.. StaticFields<DiagnosticDescriptor>().Select(field => (field.Name, field.Value)).OrderBy(field => field.Value.Id, StringComparer.Ordinal)];

    /// <summary>The instances of every rule class that some host runs.</summary>
    public static ImmutableArray<object> AllClasses { get; } =
    [
        .. Catalogue.CodeHosts.SelectMany(host => host.Rules),
        .. new FilesAnalyzer().Rules,
        .. new FilesAnalyzer().Ends,
    ];

    public static ImmutableArray<CodeFixProvider> AllFixes { get; } =
    [
        .. typeof(BaselineFix).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    public static ImmutableArray<ArchOption> AllOptions { get; } =
        [.. StaticFields<ArchOption>().Select(field => field.Value).OrderBy(option => option.Key, StringComparer.Ordinal)];

    /// <summary>The rules of the catalogue by id.</summary>
    public static ImmutableArray<RuleFacts> All { get; } = [.. Catalogue.Rules.Select(descriptor => new RuleFacts(descriptor))];

    /// <summary>A row for each rule.</summary>
    public static TheoryData<string> Ids => [.. All.Select(rule => rule.Id)];

    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>The name of the rule: that of its descriptor field, its class, its file and its tests.</summary>
    public string Name { get; }

    public string Id => Descriptor.Id;

    public string Category => Descriptor.Category;

    /// <summary>True for ARCH9xxx, the tool's own voice.</summary>
    public bool IsEngine => Category == Analyzers.Engine.Category.Engine;

    public ImmutableArray<Type> Classes { get; }

    public ImmutableArray<CodeFixProvider> Fixes { get; }

    public ImmutableArray<ArchOption> Options { get; }

    public bool ReadsFiles => Classes.Any(rule => rule.IsSubclassOf(typeof(FileRule)));

    public bool ReadsCode => Classes.Any(rule => rule.IsSubclassOf(typeof(CodeRule)));

    public bool IsMinimum => Descriptor.CustomTags.Contains(Analyzers.Engine.Descriptor.MinimumTag);

    public bool CanBeBaselined => !Descriptor.CustomTags.Contains(Analyzers.Engine.Descriptor.NoBaselineTag);

    public bool HasSoftFindings => Descriptor.CustomTags.Contains(Analyzers.Engine.Descriptor.SoftTag);

    public string Page => $"docs/rules/{Id}.md";

    public static RuleFacts Of(string id) => All.Single(rule => rule.Id == id);

    public override string ToString() => $"{Id} {Name}";

    public static ImmutableArray<DiagnosticDescriptor> DescriptorsOf(object rule) => rule switch
    {
        CodeRule code => code.Descriptors,
        FileRule file => file.Descriptors,
        EndRule end => end.Descriptors,
        _ => throw new InvalidOperationException(rule.GetType().Name),
    };

    private static IEnumerable<(string Name, T Value)> StaticFields<T>() where T : class =>
        from type in Assembly.GetTypes()
        where !type.IsGenericTypeDefinition
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where typeof(T).IsAssignableFrom(field.FieldType)
        select (field.Name, (T)field.GetValue(null)!);
}
