using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

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
            new("Arch.Analyzers with 20 layers", AnalyzerSets.Ours, []) { Files = new([new Given("/body/arch.json", Layers(spaces))]) },
            new("BannedApiAnalyzers with 20 namespaces", AnalyzerSets.BannedApi, []) { Files = new([new Given("/body/BannedSymbols.txt", string.Join('\n', spaces.Select(static space => $"N:{space}")))]) },
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

    private sealed class Given(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
