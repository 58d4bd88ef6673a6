using System.Linq;
using Arch.Analyzers.Engine;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.DynamoDb;

/// <summary>ARCH2105: the first page is taken for all of them, or the loop over the pages ends wrong.</summary>
internal sealed class DynamoDbPageIgnored() : CodeRule(DynamoDbRules.DynamoDbPageIgnored)
{
    /// <summary>Property of the diagnostic: which form of the rule it is.</summary>
    public const string Form = "arch.form";

    public const string Page = "page";
    public const string EndTest = "end";
    public const string StartKey = "start";

    private static readonly string[] KeyNames = ["LastEvaluatedKey", "ExclusiveStartKey"];

    private const string PageOfItems = "1 MB, and only what the filter left of it";

    public override void Start(RuleStart start)
    {
        start.OnCall(DynamoDbCall.BothForms("Query", "Scan", "ExecuteStatement", "ListTables"), CheckPage);
        start.OnCall(DynamoDbCall.BothForms("GetNextSet"), CheckSearch);
        start.OnModel(CheckEndTests);
        start.OnAssignment(["ExclusiveStartKey"], CheckStartKey);
    }

    private static void CheckPage(CallContext context)
    {
        if (context.Method is not { } method || !DynamoDbCall.IsClientMember(method) || DynamoDbCall.IsInsideClient(context.ContainingSymbol))
            return;
        var use = ResponseUse.Of(context.Call, context.Model, context.Cancellation);
        if (use.Escapes)
            return;
        var name = DynamoDbCall.WithoutAsync(method.Name);
        var (items, key) = name switch
        {
            "ListTables" => ("TableNames", "LastEvaluatedTableName"),
            "ExecuteStatement" => ("Items", "NextToken"),
            _ => ("Items", "LastEvaluatedKey"),
        };
        if (use.Members.Contains(key) || use.Members.Contains("LastEvaluatedKey") || !(use.Members.Contains(items) || use.Members.Contains("Count"))
            || RequestShape.Of(context.Call, method, context.Model, context.Cancellation) is not { } request || request.IsSet("Limit")
            || (name == "Query" && !IsFiltered(request) && FirstItem.IsAll(use, context.Model, context.Cancellation))
            || ExpressionTree.Contains(context.Call, context.Model, context.Cancellation))
            return;
        context.Report.With(Form, Page).At(context.NameLocation, Finding.Of(method), method.Name, key, name == "ListTables" ? "100 tables" : PageOfItems);
    }

    private static void CheckSearch(CallContext context)
    {
        if (DynamoDbCall.Of(context.Method).Api != DynamoDbApi.Search || Loop(context.Call) is not null || Receiver.Of(context.Call) is not { } receiver)
            return;
        var search = SameValue.Bare(receiver);
        if (search is IdentifierNameSyntax name)
        {
            // All that is done with the search is asking it for its first page.
            if (context.Model.GetSymbolInfo(name, context.Cancellation).Symbol is not ILocalSymbol local || SymbolUses.Scope(local, name.SyntaxTree) is not { } scope
                || SymbolUses.In(scope, local, context.Model, context.Cancellation).Count() != 1 || SingleValue.Of(local, context.Model, context.Cancellation) is not { } value)
                return;
            search = SameValue.Bare(value);
        }

        if (search is not InvocationExpressionSyntax call || context.Model.GetSymbolInfo(call, context.Cancellation).Symbol is not IMethodSymbol { Name: var made } method || !method.IsBelow("Amazon")
            || DynamoDbCall.WithoutAsync(made) is not ("Query" or "Scan" or "FromQuery" or "FromScan")
            || RequestShape.Of(call, method, context.Model, context.Cancellation) is not { } request || request.IsSet("Limit"))
            return;
        if (DynamoDbCall.WithoutAsync(made) is "Scan" or "FromScan" || IsFiltered(request) || !FirstItem.IsTaken(context.Call, context.Model, context.Cancellation))
            context.Report.With(Form, Page).At(context.NameLocation, Finding.Of(context.Method!), context.Method!.Name, "IsDone", PageOfItems);
    }

    /// <summary>The names are those of DynamoDB alone, and members are what code consists of: so the text is searched.</summary>
    private static void CheckEndTests(ModelContext context)
    {
        foreach (var name in KeyNames)
        {
            foreach (var token in new WordTokens(context.Tree, name, context.Cancellation))
            {
                if (token.Parent is SimpleNameSyntax { Parent: ExpressionSyntax key } member && PageTest.NameOf(key) == name && key.Span.End == member.Span.End)
                    CheckEndTest(context, key);
            }
        }
    }

    private static void CheckEndTest(ModelContext context, ExpressionSyntax key)
    {
        if (PageTest.Of(key) is var test && test == KeyUse.Other
            || context.Model.GetSymbolInfo(key, context.Cancellation).Symbol is not IPropertySymbol property || !IsKey(property)
            || !(property.Name == "ExclusiveStartKey" ? PageTest.IsFedByTheAnswer(key, Loop(key)) : !PageTest.IsMadeHere(key)))
            return;

        var sdk = SdkVersion.Get(context.Arch);
        if (sdk.EmptyIsNull ? test == KeyUse.Member && !PageTest.IsNullTestedBefore(key) : test == KeyUse.NullTest && Loop(key) is { } loop && PageTest.Decides(key, loop) && !PageTest.HasCount(loop))
            context.Report.In(sdk.EmptyIsNull ? DynamoDbWordings.KeyIsNull : DynamoDbWordings.KeyIsEmpty).With(Form, EndTest).At(key.GetLocation(), Finding.Of(property), property.Name);
    }

    private static void CheckStartKey(NodeContext context)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        if (IsEmpty(assignment.Right) && SdkVersion.Get(context.Arch).EmptyIsNull
            && context.Model.GetSymbolInfo(assignment.Left, context.Cancellation).Symbol is IPropertySymbol property && IsKey(property) && !PageTest.IsFilledLater(assignment))
            context.Report.In(DynamoDbWordings.EmptyStartKey).With(Form, StartKey).At(assignment.GetLocation(), Finding.Of(property));
    }

    private static bool IsEmpty(ExpressionSyntax value) => value switch
    {
        BaseObjectCreationExpressionSyntax { Initializer: null or { Expressions.Count: 0 }, ArgumentList: null or { Arguments.Count: 0 } } => true,
        CollectionExpressionSyntax { Elements.Count: 0 } => true,
        _ => false,
    };

    private static bool IsKey(IPropertySymbol property) => property.Type.Name == "Dictionary" && property.IsIn("Amazon.DynamoDBv2.Model");

    private static bool IsFiltered(RequestShape request) => request.IsSet("FilterExpression") || request.IsSet("QueryFilter") || request.IsSet("Filter");

    private static StatementSyntax? Loop(SyntaxNode node) => node.Ancestors()
        .TakeWhile(static at => at is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .OfType<StatementSyntax>()
        .FirstOrDefault(RetryLoop.IsLoop);
}
