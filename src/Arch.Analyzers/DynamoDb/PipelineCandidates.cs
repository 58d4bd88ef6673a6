using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>A pipeline or policy that a call can run in.</summary>
/// <param name="Name">What it is called where the call stands.</param>
/// <param name="Expression">The code that means it everywhere.</param>
/// <param name="IsPolicy">Whether it is a policy of Polly 7.</param>
internal sealed record PipelineCandidate(string Name, string Expression, bool IsPolicy)
{
    private const char Separator = '|';

    public static string Write(IEnumerable<PipelineCandidate> candidates) =>
        string.Join("\n", candidates.Select(static candidate => $"{candidate.Name}{Separator}{candidate.Expression}{Separator}{candidate.IsPolicy}"));

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static IEnumerable<PipelineCandidate> Read(string? text) =>
        from line in (text ?? "").Split('\n')
        let parts = line.Split(Separator)
        where parts.Length == 3
        select new PipelineCandidate(parts[0], parts[1], bool.Parse(parts[2]));
}

/// <summary>Finds the pipelines that are at hand where a call stands: the one that the options name, those of the type and the method, those of other types.</summary>
internal sealed class PipelineCandidates(ArchContext arch, Models models, InvocationExpressionSyntax call, IMethodSymbol method, bool transaction, CancellationToken cancellation)
{
    private const int Most = 3;

    private readonly SemanticModel _model = models.Of(call.SyntaxTree);

    private readonly bool _isAsync = method.ReturnType is { Name: "Task" or "ValueTask" };

    public IReadOnlyList<PipelineCandidate> Find()
    {
        if (Named() is { } named)
            return [named];
        var inSight = InSight().ToList();
        return inSight.Where(symbol => TypeOf(symbol) is { } type && Fits(type) && Retries(symbol)).OrderBy(static symbol => SpeaksOfDynamo(symbol.Name) ? 0 : 1).ThenBy(static symbol => symbol.Name, StringComparer.Ordinal).Select(Local)
            .Concat(Static())
            .Concat(Provided(inSight))
            .Take(Most)
            .ToList();
    }

    private PipelineCandidate? Named()
    {
        var name = arch.Configuration.Get(DynamoDbOptions.Pipeline, call.SyntaxTree);
        var dot = name.LastIndexOf('.');
        if (dot < 0)
            return null;
        var member = arch.Compilation.GetTypesByMetadataName(name.Substring(0, dot)).SelectMany(type => type.GetMembers(name.Substring(dot + 1)))
            .FirstOrDefault(static member => member is { IsStatic: true } and (IFieldSymbol or IPropertySymbol));
        return member is not null && TypeOf(member) is { } pipeline && Fits(pipeline) ? Outside(member) : null;
    }

    private IEnumerable<ISymbol> InSight()
    {
        var position = call.SpanStart;
        var isStatic = IsInStaticCode();
        foreach (var symbol in _model.LookupSymbols(position))
        {
            var isHere = symbol switch
            {
                ILocalSymbol => symbol.DeclaringSyntaxReferences is { Length: 1 } declarations && declarations[0].Span.End < position,
                IParameterSymbol { RefKind: RefKind.None } => true,
                IFieldSymbol or IPropertySymbol { IsIndexer: false, GetMethod: not null } => symbol.IsStatic || !isStatic,
                _ => false,
            };
            if (isHere && symbol.CanBeReferencedByName)
                yield return symbol;
        }
    }

    private bool IsInStaticCode()
    {
        for (var symbol = _model.GetEnclosingSymbol(call.SpanStart, cancellation); symbol is not (null or INamedTypeSymbol); symbol = symbol.ContainingSymbol)
        {
            if (symbol.IsStatic)
                return true;
        }

        return false;
    }

    /// <summary>Static members of other types that have DynamoDB in their names.</summary>
    private IEnumerable<PipelineCandidate> Static()
    {
        if (_model.GetEnclosingSymbol(call.SpanStart, cancellation) is not { } place)
            yield break;
        var within = place as INamedTypeSymbol ?? place.ContainingType;
        if (within is null)
            yield break;
        var members = arch.Compilation.GetSymbolsWithName(SpeaksOfDynamo, SymbolFilter.Member, cancellation)
            .Concat(arch.Compilation.GetSymbolsWithName(SpeaksOfDynamo, SymbolFilter.Type, cancellation).OfType<INamedTypeSymbol>().SelectMany(static type => type.GetMembers()))
            .Where(member => member is { IsStatic: true, CanBeReferencedByName: true } and (IFieldSymbol or IPropertySymbol) && !SymbolEqualityComparer.Default.Equals(member.ContainingType, within)
                && member.ContainingType is { IsGenericType: false } && TypeOf(member) is { } type && Fits(type) && arch.Compilation.IsSymbolAccessibleWithin(member, within) && Retries(member))
            .Distinct<ISymbol>(SymbolEqualityComparer.Default)
            .OrderBy(static member => Names.Full(member), StringComparer.Ordinal);
        foreach (var member in members)
            yield return Outside(member);
    }

    /// <summary>A provider with the key that the options name.</summary>
    private IEnumerable<PipelineCandidate> Provided(IEnumerable<ISymbol> inSight)
    {
        var key = arch.Configuration.Get(DynamoDbOptions.PipelineKey, call.SyntaxTree);
        if (key.Length == 0)
            yield break;
        foreach (var symbol in inSight)
        {
            if (TypeOf(symbol) is INamedTypeSymbol { Name: "ResiliencePipelineProvider", TypeArguments: { Length: 1 } keys } type && type.IsIn("Polly.Registry") && keys[0].SpecialType == SpecialType.System_String)
            {
                var expression = $"{symbol.Name}.GetPipeline({Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(key, quote: true)})";
                yield return new(expression, expression, IsPolicy: false);
            }
        }
    }

    private bool Fits(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { Name: "ResiliencePipeline" } pipeline && pipeline.IsIn("Polly"))
            return HoldsResult(pipeline);
        if (type is INamedTypeSymbol named && IsPolicy(named))
            return HoldsResult(named);
        return type.AllInterfaces.Any(implemented => IsPolicy(implemented) && HoldsResult(implemented));
    }

    private bool IsPolicy(INamedTypeSymbol type) => type.Name == (_isAsync ? "IAsyncPolicy" : "ISyncPolicy") && type.IsIn("Polly");

    private bool HoldsResult(INamedTypeSymbol pipeline)
    {
        var result = _isAsync ? (method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault() : method.ReturnType;
        return pipeline.TypeArguments.IsEmpty || SymbolEqualityComparer.Default.Equals(pipeline.TypeArguments[0], result);
    }

    private bool Retries(ISymbol pipeline) => new PipelineReader(models, cancellation).Of(pipeline) >= (transaction ? PipelineCover.Everything : PipelineCover.Requests);

    private PipelineCandidate Local(ISymbol symbol) => new(symbol.Name, symbol.Name, IsPolicyType(symbol));

    private PipelineCandidate Outside(ISymbol member) => new(
        $"{member.ContainingType.ToMinimalDisplayString(_model, call.SpanStart)}.{member.Name}",
        "global::" + Names.Full(member),
        IsPolicyType(member));

    private static bool IsPolicyType(ISymbol symbol) => TypeOf(symbol) is not { Name: "ResiliencePipeline" };

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static bool SpeaksOfDynamo(string name) => name.IndexOf("Dynamo", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("Ddb", StringComparison.OrdinalIgnoreCase) >= 0;
}
