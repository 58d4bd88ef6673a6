using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Arch.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Layers;

/// <summary>ARCH4007: two patterns of <c>arch.json</c> claim the same code for different layers, and neither says more than the other.</summary>
internal sealed class AmbiguousLayer() : FileRule([FileKind.Config], LayersRules.AmbiguousLayer)
{
    // That the file cannot be read is said by another rule.
    public override bool NeedsStructure => false;

    public override bool Applies(ArchContext arch) => !TestProject.Is(arch);

    public override void Check(ArchFile file, FileReport report)
    {
        if (LayerModel.Read(report.Arch) is not { Layers.Length: > 1 } model)
            return;
        var claims = model.Layers.SelectMany(Claim.Of).ToImmutableArray();
        if (claims.All(claim => claim.Setting.File != file))
            return;
        var seen = new HashSet<(Claim, Claim)>();
        foreach (var (name, first, second) in Doubled(claims).Concat(Tied(claims, model, report.Arch)))
        {
            var (earlier, later) = first.Setting.File == second.Setting.File && first.Setting.Span.Start > second.Setting.Span.Start ? (second, first) : (first, second);
            if (later.Setting.File == file && seen.Add((earlier, later)))
                report.At(later.Setting.Span, new Finding(later.Pattern.Text), null, name, earlier.Layer, earlier.Pattern.Text, later.Layer, later.Pattern.Text);
        }
    }

    /// <summary>The same text in two layers is a tie for whatever it matches; in more, each is told about the first.</summary>
    private static IEnumerable<(string Name, Claim First, Claim Second)> Doubled(ImmutableArray<Claim> claims) =>
        from same in claims.GroupBy(static claim => claim.Pattern.Text)
        let first = same.First()
        from second in same
        where second.Layer != first.Layer
        select (same.Key, first, second);

    private static IEnumerable<(string Name, Claim First, Claim Second)> Tied(ImmutableArray<Claim> claims, LayerModel model, ArchContext arch)
    {
        var facts = new AssemblyPlace(model, arch.Compilation.Assembly, arch);
        // What the project says of itself decides for all that no pattern about types names.
        var asksTypes = claims.Any(static claim => claim.Pattern.IsAboutTypes);
        if (facts.Stated is not null && !asksTypes)
            yield break;
        var spaces = new HashSet<INamespaceSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in AssemblyTypes.Of(arch.Compilation.Assembly))
        {
            if ((asksTypes || spaces.Add(type.ContainingNamespace)) && Best(claims, type, facts) is var (first, second))
                yield return (asksTypes ? type.Name : string.Join(".", Space(type, facts)), first, second);
        }
    }

    /// <summary>The two best claims to a type when they are equally good and name different layers.</summary>
    private static (Claim First, Claim Second)? Best(ImmutableArray<Claim> claims, INamedTypeSymbol type, AssemblyPlace facts)
    {
        var (best, weight) = (facts.Stated is null ? Rank.Nothing : Rank.Project, 0);
        Claim? first = null;
        Claim? second = null;
        foreach (var claim in claims)
        {
            if (!claim.Matches(type, Space(type, facts), facts.Name))
                continue;
            var rank = Vote.RankOf(claim.Pattern.Subject);
            if (rank > best || (rank == best && claim.Pattern.Weight > weight))
                (best, weight, first, second) = (rank, claim.Pattern.Weight, claim, null);
            else if (rank == best && claim.Pattern.Weight == weight && first is not null && claim.Layer != first.Layer)
                second ??= claim;
        }

        return second is null ? null : (first!, second);
    }

    private static ImmutableArray<string> Space(INamedTypeSymbol type, AssemblyPlace facts) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } named ? DottedName.Of(named) : facts.Name;

    /// <summary>A pattern of a layer, and where it is written.</summary>
    private sealed record Claim(Layer Layer, Pattern Pattern, Setting Setting)
    {
        public static IEnumerable<Claim> Of(Layer layer) =>
            layer.Definition["match"] is { } match ? match.Items.Zip(layer.Match, (setting, pattern) => new Claim(layer, pattern, setting)) : [];

        public bool Matches(INamedTypeSymbol type, ImmutableArray<string> space, ImmutableArray<string> assembly)
        {
            var captures = default(Captures);
            return Pattern.Matches(assembly, space, type, ref captures);
        }
    }
}
