using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH2102: nobody reads what a batch call left undone.</summary>
internal sealed class DynamoDbUnprocessedItemsIgnored() : CodeRule(DynamoDbRules.DynamoDbUnprocessedItemsIgnored)
{
    /// <summary>Property of the diagnostic: the member that holds the leftover.</summary>
    public const string Leftover = "arch.leftover";

    public override void Start(RuleStart start) => start.OnCall(DynamoDbCall.BothForms("BatchWriteItem", "BatchGetItem", "BatchExecuteStatement"), Check);

    private static void Check(CallContext context)
    {
        var call = DynamoDbCall.Of(context.Method);
        if (call.Api != DynamoDbApi.Client || DynamoDbCall.IsInsideClient(context.ContainingSymbol)
            || ExpressionTree.Contains(context.Call, context.Model, context.Cancellation))
            return;

        var leftover = call.Name switch { "BatchWriteItem" => "UnprocessedItems", "BatchGetItem" => "UnprocessedKeys", _ => "Responses" };
        var use = ResponseUse.Of(context.Call, context.Model, context.Cancellation);
        if (use.Escapes)
            return;

        var location = (use.WhenAll ?? context.Name).Identifier.GetLocation();
        var report = context.Report.With(Leftover, leftover);
        var finding = Finding.Of(context.Method!);
        if (call.Name == "BatchExecuteStatement")
        {
            if (use.ReadsOf(leftover).All(read => IsReadWithoutErrors(read, context)) && use.Members.Contains(leftover) == use.ReadsOf(leftover).Any())
                report.In(DynamoDbWordings.StatementErrorsIgnored).At(location, finding, context.Method!.Name);
        }
        else if (!use.Members.Contains(leftover))
        {
            report.At(location, finding, context.Method!.Name, leftover);
        }
        else if (use.ReadsOf(leftover).Any() && use.ReadsOf(leftover).All(read => LogCall.HasArgument(read, context.Model, context.Cancellation)))
        {
            report.In(DynamoDbWordings.UnprocessedOnlyLogged).Soft(location, finding, context.Method!.Name, leftover);
        }
    }

    /// <summary>Responses that are only counted, or walked through for their items.</summary>
    private static bool IsReadWithoutErrors(ExpressionSyntax read, CallContext context)
    {
        if (read.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" } count && count.Parent is not InvocationExpressionSyntax)
            return true;
        var (body, element) = read.Parent switch
        {
            ForEachStatementSyntax loop => (loop.Statement, (ISymbol?)context.Model.GetDeclaredSymbol(loop, context.Cancellation)),
            // What these give back is none of the elements.
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ForEach" or "Select" or "SelectMany" or "Any" or "All" or "Count", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } }
                when arguments[0].Expression is SimpleLambdaExpressionSyntax lambda => (lambda.Body, context.Model.GetDeclaredSymbol(lambda.Parameter, context.Cancellation)),
            _ => default((SyntaxNode, ISymbol?)),
        };
        return element is not null && body is not IdentifierNameSyntax && SymbolUses.In(body, element, context.Model, context.Cancellation)
            .All(static use => use.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Item" or "TableName" } access && access.Expression == use);
    }
}
