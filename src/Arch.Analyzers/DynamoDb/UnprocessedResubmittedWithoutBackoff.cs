using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH2109: what DynamoDB left because it is throttled is sent again at the same pace.</summary>
internal sealed class UnprocessedResubmittedWithoutBackoff() : CodeRule(DynamoDbRules.UnprocessedResubmittedWithoutBackoff)
{
    /// <summary>Property of the diagnostic: the constant time that is waited, or empty when there is no wait.</summary>
    public const string Time = "arch.time";

    /// <summary>Property of the diagnostic: the assignment that hands the leftover to the next turn.</summary>
    public const string Feed = "arch.feed";

    public override void Start(RuleStart start)
    {
        start.OnCall(DynamoDbCall.BothForms("BatchWriteItem", "BatchGetItem"), Check);
        start.OnCall(DynamoDbCall.BothForms("Execute", "ExecuteBatchGet", "ExecuteBatchWrite", "BatchGetItem"), CheckHighLevel);
    }

    private static void Check(CallContext context)
    {
        if (DynamoDbCall.Of(context.Method).Api != DynamoDbApi.Client || DynamoDbCall.IsInsideClient(context.ContainingSymbol) || Resubmission.Of(context.Call, context.Model, context.Cancellation) is not { } again)
            return;

        var wait = DelayCall.Find(again.Scope, context.Model, context.Cancellation);
        if (wait is { Shape: null or { Varies: true } or { IsUnknown: true } or { IsJittered: true } })
            return;
        var place = again.Feed is InvocationExpressionSyntax recursion ? Resubmission.NameOf(recursion)! : context.Name;
        var report = context.Report;
        if (again.Feed is AssignmentExpressionSyntax)
            report = report.With(Time, wait?.Time?.ToString() ?? "").With(Feed, again.Feed.ToString());
        report.At(place.Identifier.GetLocation(), Finding.Of(context.Method!), wait is null ? "at once" : "after a constant delay");
    }

    private static void CheckHighLevel(CallContext context)
    {
        if (context.Method is not { } method || !context.Arch.Configuration.Get(DynamoDbOptions.HighLevel, context.Call.SyntaxTree))
            return;
        var call = DynamoDbCall.Of(method);
        var isBatch = (call.Api == DynamoDbApi.Batch && !call.IsTransaction)
            || (call.Api == DynamoDbApi.Context && call.Name is "ExecuteBatchGet" or "ExecuteBatchWrite")
            || (call.IsNone && method is { Name: "BatchGetItem", ContainingType.Name: "IDynamoDBv2PaginatorFactory" or "DynamoDBv2PaginatorFactory" } && method.IsIn("Amazon.DynamoDBv2.Model"));
        if (isBatch && !ExpressionTree.Contains(context.Call, context.Model, context.Cancellation))
            context.Report.In(DynamoDbWordings.HighLevelBatch).Soft(context.NameLocation, Finding.Of(method));
    }
}
