using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arch.Analyzers.Layers;

/// <summary>A call that changes state, or sends a message that others act upon.</summary>
internal readonly record struct Write(SimpleNameSyntax Name, IMethodSymbol Method, bool IsMessage)
{
    /// <summary>The first words of the names that any write has: nothing else is bound.</summary>
    private static readonly string[] Words =
    [
        "SaveChanges", "Add", "Attach", "Update", "Remove", "Execute", "From", "Sql", "Put", "Delete", "Batch", "Transact", "Copy", "Save", "Insert", "Upsert", "Commit", "Send", "Publish", "Invoke",
    ];

    private static readonly string[] Changes = ["Add", "Attach", "Update", "Remove"];

    private static readonly string[] RepositoryWords = ["Add", "Insert", "Update", "Upsert", "Remove", "Delete", "Save", "Commit"];

    private static readonly string[] Repositories = ["Repository", "UnitOfWork", "DbContext"];

    private static readonly string[] ReadingStatements = ["SELECT", "SET", "EXPLAIN"];

    private static readonly string[] WritingStatements = ["INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE"];

    /// <summary>The clients of AWS: namespace, interface, class, and the first words of the operations that write.</summary>
    private static readonly (string Namespace, string Interface, string Class, string[] Words, bool IsMessage)[] Clients =
    [
        ("Amazon.DynamoDBv2", "IAmazonDynamoDB", "AmazonDynamoDBClient", ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"], false),
        ("Amazon.DynamoDBv2.DataModel", "IDynamoDBContext", "DynamoDBContext", ["Save", "Delete"], false),
        ("Amazon.S3", "IAmazonS3", "AmazonS3Client", ["PutObject", "DeleteObject", "DeleteObjects", "CopyObject"], false),
        ("Amazon.SQS", "IAmazonSQS", "AmazonSQSClient", ["SendMessage"], true),
        ("Amazon.SimpleNotificationService", "IAmazonSimpleNotificationService", "AmazonSimpleNotificationServiceClient", ["Publish"], true),
        ("Amazon.EventBridge", "IAmazonEventBridge", "AmazonEventBridgeClient", ["PutEvents"], true),
        ("MassTransit", "IPublishEndpoint", "", ["Publish"], true),
        ("MassTransit", "ISendEndpoint", "", ["Send"], true),
        ("MediatR", "IPublisher", "", ["Publish"], true),
        ("Mediator", "IPublisher", "", ["Publish"], true),
        ("Wolverine", "IMessageBus", "", ["Send", "Publish"], true),
    ];

    /// <summary><c>Type.Method</c>, as messages name it.</summary>
    public string Shown => Method.ContainingType.Name + "." + Method.Name;

    /// <summary>The write that a call is; null for any other call.</summary>
    public static Write? Of(InvocationExpressionSyntax call, SemanticModel model, CqrsModel cqrs, CancellationToken cancellation)
    {
        if (NameOf(call) is not { } name || (!cqrs.KnowsOtherWrites && !PascalWords.StartsWithAny(name.Identifier.ValueText, Words) && !name.Identifier.ValueText.StartsWith("Sql", StringComparison.Ordinal))
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol bound)
            return null;
        var method = bound.ReducedFrom ?? bound;
        var root = Root(method);
        if (cqrs.IsAllowedWrite(method) || cqrs.IsAllowedWrite(root))
            return null;
        var isMessage = false;
        var writes = cqrs.IsConfiguredWrite(root) || cqrs.IsConfiguredWrite(method) || IsOfEntityFramework(root, call, model, cancellation) || IsOfDapper(root, call, model, cancellation)
            || IsOfClient(root, out isMessage) || IsOfRepository(method, call, model, cancellation) || (isMessage = SendsCommand(root, call, model, cqrs, cancellation));
        return writes && !ExpressionTree.Contains(call, model, cancellation) ? new(name, method, isMessage) : null;
    }

    /// <summary>The writes in a piece of code, those in its lambdas and local functions included.</summary>
    public static IEnumerable<Write> In(SyntaxNode code, SemanticModel model, CqrsModel cqrs, CancellationToken cancellation) =>
        code.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Select(call => Of(call, model, cqrs, cancellation)).Where(static write => write is not null).Select(static write => write!.Value);

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>The method that this one overrides, at the end of the chain.</summary>
    private static IMethodSymbol Root(IMethodSymbol method)
    {
        var at = method.OriginalDefinition;
        while (at.OverriddenMethod is { } overridden)
            at = overridden.OriginalDefinition;
        return at;
    }

    private static bool IsOfEntityFramework(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (!method.ContainingType.IsIn("Microsoft.EntityFrameworkCore"))
            return false;
        var name = method.Name;
        return method.ContainingType.Name switch
        {
            "DbContext" => name is "SaveChanges" or "SaveChangesAsync" || PascalWords.StartsWithAny(name, Changes),
            "DbSet" => PascalWords.StartsWithAny(name, Changes),
            "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions" => name.StartsWith("ExecuteUpdate", StringComparison.Ordinal) || name.StartsWith("ExecuteDelete", StringComparison.Ordinal)
                || (name.StartsWith("FromSql", StringComparison.Ordinal) && Statement(method, call, model, cancellation) is { } query && WritingStatements.Contains(query)),
            "RelationalDatabaseFacadeExtensions" => Statement(method, call, model, cancellation) is { } statement
                && (name.StartsWith("ExecuteSql", StringComparison.Ordinal) ? !ReadingStatements.Contains(statement) : name.StartsWith("SqlQuery", StringComparison.Ordinal) && WritingStatements.Contains(statement)),
            _ => false,
        };
    }

    private static bool IsOfDapper(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        method is { Name: "Execute" or "ExecuteAsync", ContainingType: { Name: "SqlMapper" } type } && type.IsIn("Dapper")
        && Statement(method, call, model, cancellation) is { } statement && WritingStatements.Contains(statement);

    private static bool IsOfClient(IMethodSymbol method, out bool isMessage)
    {
        foreach (var client in Clients)
        {
            if ((method.ContainingType.Name == client.Interface || method.ContainingType.Name == client.Class) && PascalWords.StartsWithAny(method.Name, client.Words)
                && method.ContainingType.IsIn(client.Namespace))
            {
                isMessage = client.IsMessage;
                return true;
            }
        }

        return isMessage = false;
    }

    private static bool IsOfRepository(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (!PascalWords.StartsWithAny(method.Name, RepositoryWords) || method.IsStatic)
            return false;
        return IsRepository(method.ContainingType, model.Compilation)
            || Receiver.Of(call) is { } receiver && model.GetTypeInfo(receiver, cancellation).Type is { } type && IsRepository(type, model.Compilation);
    }

    private static bool IsRepository(ITypeSymbol type, Compilation compilation) =>
        Repositories.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal)) && type.ContainingAssembly is { } assembly && OwnAssembly.Is(assembly, compilation);

    /// <summary>Whether a mediator is handed a command.</summary>
    private static bool SendsCommand(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel model, CqrsModel cqrs, CancellationToken cancellation)
    {
        var sends = method is { Name: "Send", ContainingType: { Name: "ISender" or "IMediator" } mediator } && (mediator.IsIn("MediatR") || mediator.IsIn("Mediator"))
            || method is { Name: "InvokeAsync", ContainingType: { Name: "IMessageBus" or "ICommandBus" } bus } && bus.IsIn("Wolverine");
        return sends && call.ArgumentList.Arguments.Count > 0 && model.GetTypeInfo(call.ArgumentList.Arguments[0].Expression, cancellation).Type is { } message && cqrs.IsCommand(message);
    }

    /// <summary>The first word of the SQL that a call is given, in capitals; null when it is not known.</summary>
    private static string? Statement(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (ArgumentByParameter.Parameter(call.ArgumentList, argument, method.IsExtensionMethod && Receiver.Of(call) is not null ? model.GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol ?? method : method)
                is { Name: "sql" })
                return FirstWord(KnownText.Of(argument.Expression, model, cancellation).Leading);
        }

        return null;
    }

    private static string? FirstWord(string sql)
    {
        var at = 0;
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at]) || sql[at] is ';' or '(')
                at++;
            else if (string.CompareOrdinal(sql, at, "--", 0, 2) == 0)
                at = sql.IndexOf('\n', at) is >= 0 and var line ? line : sql.Length;
            else if (string.CompareOrdinal(sql, at, "/*", 0, 2) == 0)
                at = sql.IndexOf("*/", at, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : sql.Length;
            else
                break;
        }

        var start = at;
        while (at < sql.Length && char.IsLetter(sql[at]))
            at++;
        return at > start ? sql.Substring(start, at - start).ToUpperInvariant() : null;
    }
}
