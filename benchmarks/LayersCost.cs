using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Arch.Benchmarks;

/// <summary>
/// What layers add to a build: twenty namespaces of a code base that must not use each other, told to each tool in its own way, so that each of them has to ask about every name.
/// </summary>
internal static class LayersCost
{
    private const int Rules = 20;

    /// <param name="nsDepCop">The analyzer of NsDepCop, where there is one.</param>
    public static string Run(Body body, int samples, ImmutableArray<DiagnosticAnalyzer> nsDepCop)
    {
        var spaces = body.Trees.SelectMany(static tree => tree.GetRoot().DescendantNodes(static node => node is not BaseTypeDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>())
            .GroupBy(static space => space.Name.ToString()).OrderByDescending(static space => space.Count()).ThenBy(static space => space.Key, StringComparer.Ordinal)
            .Take(Rules).Select(static space => space.Key).ToList();
        var layers = GivenFile.Options("/body/arch.json", Layers(spaces));
        var banned = GivenFile.Options("/body/BannedSymbols.txt", string.Join('\n', spaces.Select(static space => $"N:{space}")));
        List<CostRunner.Case> cases =
        [
            OnSdk("Arch.Analyzers with 20 layers on SDK", AnalyzerSets.Ours, layers),
            OnSdk("Arch.Analyzers with 20 layers and no other rules on SDK", AnalyzerSets.Ours, layers) with { Only = AnalyzerSets.RulesAboutLayers },
            OnSdk("BannedApiAnalyzers with 20 namespaces on SDK", AnalyzerSets.BannedApi, banned),
        ];
        if (!nsDepCop.IsEmpty)
        {
            // It reads its configuration from the disk.
            var path = Path.Combine(Directory.CreateTempSubdirectory("arch-layers").FullName, "config.nsdepcop");
            File.WriteAllText(path, Dependencies(spaces));
            cases.Add(OnSdk("NsDepCop with 20 rules on SDK", nsDepCop, GivenFile.Options(path, Dependencies(spaces))));
        }

        return CostRunner.Run(body, samples, cases);
    }

    private static CostRunner.Case OnSdk(string name, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions files) => new(name, [.. AnalyzerSets.Sdk, .. analyzers], AnalyzerSets.Sdk) { Files = files };

    private static string Dependencies(List<string> spaces)
    {
        var rules = spaces.Select((space, index) => $"""  <Disallowed From="{space}" To="{spaces[(index + 1) % spaces.Count]}" />""");
        return $"""
            <NsDepCopConfig MaxIssueCount="100000" CheckAssemblyDependencies="false">
              <Allowed From="*" To="*" />
            {string.Join("\n", rules)}
            </NsDepCopConfig>
            """;
    }

    /// <summary>Each layer may use every other one but the next, exactly as it is named.</summary>
    private static string Layers(List<string> spaces)
    {
        var layers = spaces.Select((space, index) => $$"""  "L{{index}}": { "match": "={{space}}", "mustNotUse": ["L{{(index + 1) % spaces.Count}}"] }""");
        return $$"""
            { "layers": {
            {{string.Join(",\n", layers)}}
            } }
            """;
    }
}
