using System;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH2101: nothing retries a DynamoDB call; or, if the project wants it so, nothing but the SDK does.</summary>
internal sealed class DynamoDbCallWithoutBackoff() : CodeRule(DynamoDbRules.DynamoDbCallWithoutBackoff)
{
    /// <summary>Property of the diagnostic: the <see cref="PipelineCandidate"/>s, best first.</summary>
    public const string Pipelines = "arch.pipelines";

    /// <summary>Property of the diagnostic: there for calls that a fix can wrap.</summary>
    public const string Wrappable = "arch.wrappable";

    // Without Polly there can be no hole, because nothing would hold ARCH2103 back.
    public override bool Applies(ArchContext arch) => arch.ReferencesAny(PollyRetry.Assemblies)
        || arch.Configuration.GetAll(DynamoDbOptions.Backoff, arch.Compilation).Contains(DynamoDbOptions.Explicit);

    public override void Start(RuleStart start) => start.OnCall(DynamoDbCall.DataPlaneNames, Check);

    private static void Check(CallContext context)
    {
        var isExplicit = context.Arch.Configuration.Get(DynamoDbOptions.Backoff, context.Call.SyntaxTree) == DynamoDbOptions.Explicit;
        var isHole = ClientConfigurations.Get(context.Arch).RetriesAreOff && ExponentialRetry.Get(context.Arch).Exists;
        if ((!isExplicit && !isHole) || context.Method is not { } method)
            return;
        var call = DynamoDbCall.Of(method);
        var isPaginator = call.IsNone && PaginatedRead.IsPaginator(method);
        if ((call.IsNone && !isPaginator) || DynamoDbCall.IsInsideClient(context.ContainingSymbol))
            return;
        var place = isPaginator ? PaginatedRead.LoopOver(context.Call, context.Model, context.Cancellation) : context.Call;
        if (place is null || ExpressionTree.Contains(context.Call, context.Model, context.Cancellation) || IsCovered(context, method, call, place, isExplicit))
            return;

        var models = new Models(context.Model);
        var candidates = isPaginator ? [] : new PipelineCandidates(context.Arch, models, context.Call, method, call.IsTransaction, context.Cancellation).Find();
        var report = context.Report;
        if (!isPaginator)
            report = report.With(Wrappable, "").With(Pipelines, PipelineCandidate.Write(candidates));
        if (call.IsTransaction && isExplicit)
            report.In(DynamoDbWordings.TransactionWithoutBackoff).At(context.NameLocation, Finding.Of(method), method.Name);
        else if (isHole)
            report.In(DynamoDbWordings.OutsideThePipeline).At(context.NameLocation, Finding.Of(method), method.Name, candidates.Count > 0 ? $"'{candidates[0].Name}'" : "that pipeline");
        else
            report.At(context.NameLocation, Finding.Of(method), method.Name, SdkVersion.Get(context.Arch).DefaultRetries, candidates.Count > 0 ? $", for example '{candidates[0].Name}'" : "");
    }

    private static bool IsCovered(CallContext context, IMethodSymbol method, DynamoDbCall call, SyntaxNode place, bool isExplicit)
    {
        var (arch, cancellation) = (context.Arch, context.Cancellation);
        var models = new Models(context.Model);
        var evidence = new BackoffEvidence(arch, models, call.IsTransaction, cancellation);
        return evidence.Covers(place, context.Model)
            || HasAttribute(context, cancellation)
            || (isExplicit && !call.IsTransaction && IsConfigured(context))
            || (call.Api == DynamoDbApi.Client && ClientDecorators.Get(arch).Cover(context.Call, method, evidence, models, cancellation));
    }

    private static bool IsConfigured(CallContext context) => context.Arch.Configuration.Get(DynamoDbOptions.ClientConfig, context.Call.SyntaxTree) switch
    {
        DynamoDbOptions.Assume => true,
        DynamoDbOptions.Visible => ClientConfigurations.Get(context.Arch).ChooseRetries,
        _ => false,
    };

    private static bool HasAttribute(CallContext context, CancellationToken cancellation)
    {
        var names = context.Arch.Configuration.Get(DynamoDbOptions.ResilienceAttributes, context.Call.SyntaxTree);
        if (names.IsEmpty)
            return false;
        for (var symbol = context.Model.GetEnclosingSymbol(context.Call.SpanStart, cancellation); symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (Has(symbol) || (symbol is IMethodSymbol { AssociatedSymbol: { } member } && Has(member)))
                return true;
        }

        return false;

        bool Has(ISymbol symbol)
        {
            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass is { } type && Names.Full(type) is var name
                    && names.Any(wanted => wanted == name || (name.Length == wanted.Length + 9 && name.StartsWith(wanted, StringComparison.Ordinal) && name.EndsWith("Attribute", StringComparison.Ordinal))))
                    return true;
            }

            return false;
        }
    }
}
