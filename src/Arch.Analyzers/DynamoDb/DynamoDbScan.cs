using System;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH2106: a whole table is read.</summary>
internal sealed class DynamoDbScan() : CodeRule(DynamoDbRules.DynamoDbScan)
{
    public override void Start(RuleStart start) =>
        start.OnCall(DynamoDbCall.BothForms("Scan", "FromScan", "ExecuteStatement"), Check);

    private static void Check(CallContext context)
    {
        if (context.Method is not { } method || !IsFullRead(method, context)
            || DynamoDbCall.IsInsideClient(context.ContainingSymbol) || ExpressionTree.Contains(context.Call, context.Model, context.Cancellation)
            || RequestShape.Of(context.Call, method, context.Model, context.Cancellation) is not { } request || IsDeliberate(request, context))
            return;
        context.Report.At(context.NameLocation, Finding.Of(method), method.Name);
    }

    private static bool IsFullRead(IMethodSymbol method, CallContext context)
    {
        var name = DynamoDbCall.WithoutAsync(method.Name);
        var type = method.ContainingType;
        if (name == "ExecuteStatement")
            return DynamoDbCall.Of(method).Api == DynamoDbApi.Client && ReadsWithoutCondition(context);
        if (name == "Scan" && DynamoDbCall.Of(method).Api == DynamoDbApi.Client)
            return true;
        return (type.Name is "IDynamoDBContext" or "DynamoDBContext" && type.IsIn("Amazon.DynamoDBv2.DataModel"))
            || (name == "Scan" && type.Name is "ITable" or "Table" && type.IsIn("Amazon.DynamoDBv2.DocumentModel"))
            || (name == "Scan" && type.Name is "IDynamoDBv2PaginatorFactory" or "DynamoDBv2PaginatorFactory" && type.IsIn("Amazon.DynamoDBv2.Model"));
    }

    /// <summary><c>SELECT … FROM x</c> without WHERE. <c>FROM "x"."y"</c> reads an index, which may be sparse.</summary>
    private static bool ReadsWithoutCondition(CallContext context)
    {
        if (RequestShape.Of(context.Call, context.Method!, context.Model, context.Cancellation)?["Statement"] is not { } statement || KnownText.Of(statement, context.Model, context.Cancellation).Complete is not { } text)
            return false;
        var from = text.IndexOf("FROM", StringComparison.OrdinalIgnoreCase);
        return text.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) && from >= 0 && text.IndexOf("WHERE", from, StringComparison.OrdinalIgnoreCase) < 0
            && text.IndexOf("\".\"", from, StringComparison.Ordinal) < 0;
    }

    private static bool IsDeliberate(RequestShape request, CallContext context)
    {
        if (request.IsSet("TotalSegments") || request.IsSet("IndexName"))
            return true;
        // To a paginator the limit is the size of a page.
        if (!request.IsSet("Limit") || context.Method!.ContainingType.Name.EndsWith("PaginatorFactory", StringComparison.Ordinal))
            return false;
        for (var at = context.Call.Parent; at is not (null or MemberDeclarationSyntax); at = at.Parent)
        {
            if (at is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
                return false;
        }

        return true;
    }
}
