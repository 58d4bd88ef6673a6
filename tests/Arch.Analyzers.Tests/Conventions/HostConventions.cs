using System.Reflection;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Tests.Docs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Arch.Analyzers.Tests.Conventions;

/// <summary>Analyzers are few and public, rules are many and internal, and neither remembers anything.</summary>
public class HostConventions
{
    private const int MostHostsOfAFamily = 2;

    private static readonly Assembly Assembly = typeof(Catalogue).Assembly;

    private static IEnumerable<Type> Hosts => Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)));

    private static IEnumerable<Type> Rules => Assembly.GetTypes().Where(type => !type.IsAbstract && IsRule(type));

    [Fact]
    public void Host_IsSealedPublicAndOurs() => Complaints.None(
        from host in Hosts
        let languages = host.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages ?? []
        where !host.IsSealed || !host.IsPublic || !host.IsSubclassOf(typeof(ArchAnalyzer)) || !languages.SequenceEqual([LanguageNames.CSharp]) || host.GetConstructor(Type.EmptyTypes) is null
        select $"{host}: a host is public, sealed, derived from our base, marked [DiagnosticAnalyzer(LanguageNames.CSharp)], and has a constructor without parameters");

    [Fact]
    public void Family_HasAtMostTwoHosts() => Complaints.None(
        from host in Hosts
        group host by host.Namespace into family
        where family.Count() > MostHostsOfAFamily
        select $"{family.Key}: {string.Join(", ", family)}; an analyzer has a price, rules in one have none");

    [Fact]
    public void Host_IsInTheCatalogue() => Complaints.None(
        from host in Hosts
        where host != typeof(FilesAnalyzer) && Catalogue.CodeHosts.All(listed => listed.GetType() != host)
        select $"{host}: add it to Catalogue.CodeHosts");

    [Fact]
    public void Rule_IsSealedInternalAndHostedOnce() => Complaints.None(
        from rule in Rules
        let hosted = RuleFacts.AllClasses.Count(instance => instance.GetType() == rule)
        where !rule.IsSealed || rule.IsPublic || hosted != 1
        select $"{rule}: a rule is internal, sealed, and hosted exactly once (now {hosted} times)");

    [Fact]
    public void Descriptors_AreReportedByOneHostOnly() => Complaints.None(
        from host in Catalogue.CodeHosts
        from descriptor in host.SupportedDiagnostics
        group host by descriptor.Id into hosts
        where hosts.Count() > 1
        select $"{hosts.Key}: the hosts {string.Join(" and ", hosts)} both have a rule of this id");

    /// <summary>What a rule remembered would depend on which file came first, and in an editor on yesterday's text.</summary>
    [Fact]
    public void RulesAndHosts_KeepNoState()
    {
        using var module = ModuleDefinition.ReadModule(Assembly.Location);
        var stateless = Rules.Concat(Hosts).SelectMany(Bases).Select(type => type.FullName!.Replace('+', '/')).ToHashSet();
        Complaints.None(
            from type in module.GetTypes()
            where stateless.Contains(type.FullName)
            from method in type.Methods
            where method.HasBody && !method.IsConstructor
            from instruction in method.Body.Instructions
            where instruction.OpCode == OpCodes.Stfld || instruction.OpCode == OpCodes.Stsfld
            let field = ((FieldReference)instruction.Operand)
            where field.DeclaringType.FullName == type.FullName && !field.Name.Contains("__")
            select $"{type.FullName}.{method.Name} writes the field {field.Name}; keep what is known of a compilation in ArchContext.Slot");
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var at = type; at is not null && at.Assembly == Assembly; at = at.BaseType)
            yield return at;
    }

    private static bool IsRule(Type type) => type.IsSubclassOf(typeof(CodeRule)) || type.IsSubclassOf(typeof(FileRule)) || type.IsSubclassOf(typeof(EndRule));
}
