using System.Composition;
using System.Composition.Hosting;
using System.Reflection;
using Arch.Analyzers.Tests.Docs;
using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>What an editor needs of a fix, and what we need to find it.</summary>
public class FixConventions
{
    /// <summary>Fixes that cannot fix many findings at once, each with its reason.</summary>
    private static readonly Dictionary<string, string> WithoutFixAll = new()
    {
        ["LayerDependencyExceptionFix"] = "each exception wants a reason of its own, and many at once are what the baseline is for",
        ["LayerDependencyExtractPortFix"] = "a new interface wants a look at its name and its members; what uses the type elsewhere has a port then",
        ["FireAndForgetTaskFix"] = "what ran beside the caller runs before it goes on, so each place wants a look",
    };

    private static readonly Type[] Types = [.. typeof(BaselineFix).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))];

    /// <summary>A provider without [Shared] or with a broken export is invisible to a test that creates it by hand.</summary>
    [Fact]
    public void Fix_IsFoundByTheEditor()
    {
        using var catalogue = new ContainerConfiguration().WithAssembly(typeof(BaselineFix).Assembly).CreateContainer();
        var found = catalogue.GetExports<CodeFixProvider>().Select(fix => fix.GetType()).ToHashSet();
        Complaints.None(
            from type in Types
            let export = type.GetCustomAttribute<ExportCodeFixProviderAttribute>()
            where !found.Contains(type) || type.GetCustomAttribute<SharedAttribute>() is null || !type.IsSealed || export?.Name != type.Name || !export.Languages.SequenceEqual([LanguageNames.CSharp])
            select $"{type}: a fix is sealed and marked [ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof({type.Name})), Shared]");
    }

    [Fact]
    public void Fix_IsForRulesThatExist() => Complaints.None(
        from fix in RuleFacts.AllFixes
        where fix.FixableDiagnosticIds.IsEmpty || fix.FixableDiagnosticIds.Any(id => RuleFacts.All.All(rule => rule.Id != id))
        select $"{fix.GetType()}: one of {string.Join(", ", fix.FixableDiagnosticIds)} is no rule");

    [Fact]
    public void Fix_FixesAllAtOnce() => Complaints.None(
        from fix in RuleFacts.AllFixes
        where fix.GetFixAllProvider() is null != WithoutFixAll.ContainsKey(fix.GetType().Name)
        select $"{fix.GetType()}: give it a FixAllProvider, or name it in {nameof(FixConventions)} with the reason why not");

    [Fact]
    public void Fix_HasTestsOfItsOwn() => Complaints.None(
        from fix in RuleFacts.AllFixes
        let type = fix.GetType()
        let expected = $"Arch.Analyzers.Tests.{type.Namespace!.Split('.')[^1]}.{type.Name}Tests"
        where fix is not StaleBaselineFix && typeof(FixConventions).Assembly.GetType(expected) is null
        select $"{type}: expected {expected}");

    [Fact]
    public void Fix_HasTheNameAndFolderOfItsRule() => Complaints.None(
        from fix in RuleFacts.AllFixes
        where fix is not BaselineFix
        let type = fix.GetType()
        let rules = fix.FixableDiagnosticIds.Select(RuleFacts.Of).ToList()
        where !rules.Exists(rule => type.Name.StartsWith(rule.Name, StringComparison.Ordinal)) || !type.Name.EndsWith("Fix", StringComparison.Ordinal)
            || rules.Exists(rule => type.Namespace != $"Arch.CodeFixes.{rule.Category}") || !File.Exists(Repository.Path("src", "Arch.CodeFixes", rules[0].Category, $"{type.Name}.cs"))
        select $"{type}: expected src/Arch.CodeFixes/{rules[0].Category}/{rules[0].Name}Fix.cs");
}
