using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Benchmarks;

/// <summary>
/// What layers add to a build: twenty namespaces of a code base that must not use each other, told to each tool in its own way, so that each of them has to ask about every name.
/// </summary>
internal static class LayersCost
{
    private const int Rules = 20;

    public static string Run(Body body, int samples)
    {
        var spaces = body.Trees.SelectMany(static tree => tree.GetRoot().DescendantNodes(static node => node is not BaseTypeDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>())
            .GroupBy(static space => space.Name.ToString()).OrderByDescending(static space => space.Count()).ThenBy(static space => space.Key, StringComparer.Ordinal)
            .Take(Rules).Select(static space => space.Key).ToList();
        return CostRunner.Run(body, samples,
        [
            new("Arch.Analyzers with 20 layers on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.Ours], AnalyzerSets.Sdk) { Files = GivenFile.Options("/body/arch.json", Layers(spaces)) },
            new("BannedApiAnalyzers with 20 namespaces on SDK", [.. AnalyzerSets.Sdk, .. AnalyzerSets.BannedApi], AnalyzerSets.Sdk) { Files = GivenFile.Options("/body/BannedSymbols.txt", string.Join('\n', spaces.Select(static space => $"N:{space}"))) },
            new("Arch.Analyzers with 20 layers", AnalyzerSets.Ours, []) { Files = GivenFile.Options("/body/arch.json", Layers(spaces)) },
            new("BannedApiAnalyzers with 20 namespaces", AnalyzerSets.BannedApi, []) { Files = GivenFile.Options("/body/BannedSymbols.txt", string.Join('\n', spaces.Select(static space => $"N:{space}"))) },
        ]);
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
