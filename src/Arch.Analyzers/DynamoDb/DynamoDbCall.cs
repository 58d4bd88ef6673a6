using System;
using Arch.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.DynamoDb;

/// <summary>Which API of the SDK a call belongs to.</summary>
internal enum DynamoDbApi
{
    None,

    /// <summary><c>IAmazonDynamoDB</c>: one method is one request.</summary>
    Client,

    /// <summary><c>IDynamoDBContext</c>.</summary>
    Context,

    /// <summary>The searches that both high-level models hand out.</summary>
    Search,

    /// <summary>The batches and transactions that both high-level models hand out.</summary>
    Batch,

    /// <summary><c>Table</c> of the document model.</summary>
    Table,
}

/// <summary>A call that sends requests to the data plane of DynamoDB. Symbols decide: half of the methods named <c>QueryAsync</c> do no I/O.</summary>
/// <param name="Api">Where the method is declared.</param>
/// <param name="Name">The method's name without <c>Async</c>.</param>
internal readonly record struct DynamoDbCall(DynamoDbApi Api, string Name)
{
    public const string Namespace = "Amazon.DynamoDBv2";

    // Read in AWSSDK.DynamoDBv2 4.0.103.2.
    private static readonly string[] Client =
    [
        "BatchExecuteStatement", "BatchGetItem", "BatchWriteItem", "DeleteItem", "ExecuteStatement", "ExecuteTransaction", "GetItem", "PutItem", "Query", "Scan",
        "SearchVectors", "TransactGetItems", "TransactWriteItems", "UpdateItem",
    ];

    private static readonly string[] Context =
        ["Load", "Save", "Delete", "ExecuteBatchGet", "ExecuteBatchWrite", "ExecuteTransactGet", "ExecuteTransactWrite"];

    private static readonly string[] Search = ["GetNextSet", "GetRemaining"];

    private static readonly string[] Table = ["GetItem", "PutItem", "UpdateItem", "DeleteItem"];

    private static readonly string[] Batches =
    [
        "BatchWrite", "BatchGet", "MultiTableBatchWrite", "MultiTableBatchGet", "TransactWrite", "TransactGet", "MultiTableTransactWrite", "MultiTableTransactGet",
        "DocumentBatchWrite", "DocumentBatchGet", "MultiTableDocumentBatchWrite", "MultiTableDocumentBatchGet", "DocumentTransactWrite", "DocumentTransactGet",
        "MultiTableDocumentTransactWrite", "MultiTableDocumentTransactGet",
    ];

    /// <summary>The names of all of them, with and without <c>Async</c>, for the table of names.</summary>
    public static readonly string[] DataPlaneNames = BothForms([.. Client, .. Context, .. Search, "Execute"]);

    public bool IsNone => Api == DynamoDbApi.None;

    public bool IsRead => Name is "GetItem" or "Query" or "Scan" or "Load" or "TransactGetItems" or "BatchGetItem" or "GetNextSet" or "GetRemaining" or "ExecuteBatchGet" or "ExecuteTransactGet";

    /// <summary>Transactions, which the SDK never retries once they are cancelled.</summary>
    public bool IsTransaction => Name is "TransactWriteItems" or "TransactGetItems" or "ExecuteTransaction" or "ExecuteTransactGet" or "ExecuteTransactWrite" or "TransactExecute";

    public static DynamoDbCall Of(IMethodSymbol? method)
    {
        if (method?.ContainingType is not { } type)
            return default;
        var name = WithoutAsync(method.Name);
        if (Has(Client, name) && IsClientMember(method))
            return new(DynamoDbApi.Client, name);
        if (type.IsIn("Amazon.DynamoDBv2.DataModel"))
        {
            if (type.Name is "IDynamoDBContext" or "DynamoDBContext")
                return Has(Context, name) ? new(DynamoDbApi.Context, name) : default;
            if (type.Name is "IAsyncSearch" or "AsyncSearch")
                return Has(Search, name) ? new(DynamoDbApi.Search, name) : default;
            return OfBatch(type, name);
        }

        if (type.IsIn("Amazon.DynamoDBv2.DocumentModel"))
        {
            if (type.Name is "ITable" or "Table")
                return Has(Table, name) ? new(DynamoDbApi.Table, name) : default;
            if (type.Name is "ISearch" or "Search")
                return Has(Search, name) ? new(DynamoDbApi.Search, name) : default;
            return OfBatch(type, name);
        }

        return default;
    }

    /// <summary>Whether the type is the SDK's client, its interface, or a type that stands for it.</summary>
    public static bool IsClientType(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        if (IsInterface(type) || (type.Name == "AmazonDynamoDBClient" && type.IsIn(Namespace)))
            return true;
        foreach (var implemented in type.AllInterfaces)
        {
            if (IsInterface(implemented))
                return true;
        }

        return false;
    }

    /// <summary>Whether a member belongs to a decorator or fake of the client; the requests of its inner client are not its own.</summary>
    public static bool IsInsideClient(ISymbol? member)
    {
        for (var type = member as INamedTypeSymbol ?? member?.ContainingType; type is not null; type = type.ContainingType)
        {
            if (IsClientType(type))
                return true;
        }

        return false;
    }

    /// <summary>Whether a method is one of the client's, by declaration, implementation or override.</summary>
    public static bool IsClientMember(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (IsInterface(type) || (type.Name == "AmazonDynamoDBClient" && type.IsIn(Namespace)))
            return true;
        foreach (var implemented in type.AllInterfaces)
        {
            if (!IsInterface(implemented))
                continue;
            foreach (var member in implemented.GetMembers(method.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method.OriginalDefinition))
                    return true;
            }
        }

        return false;
    }

    public static string WithoutAsync(string name) => name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    /// <summary>The names with and without <c>Async</c>, for the table of names.</summary>
    public static string[] BothForms(params string[] names)
    {
        var both = new string[names.Length * 2];
        for (var i = 0; i < names.Length; i++)
        {
            both[i] = names[i];
            both[names.Length + i] = names[i] + "Async";
        }

        return both;
    }

    private static DynamoDbCall OfBatch(INamedTypeSymbol type, string name)
    {
        if (name != "Execute")
            return default;
        foreach (var batch in Batches)
        {
            if (type.Name == batch || (type.Name.Length == batch.Length + 1 && type.Name[0] == 'I' && type.Name.EndsWith(batch, StringComparison.Ordinal)))
                return new(DynamoDbApi.Batch, batch.IndexOf("Transact", StringComparison.Ordinal) >= 0 ? "TransactExecute" : name);
        }

        return default;
    }

    private static bool IsInterface(ITypeSymbol type) => type.Name == "IAmazonDynamoDB" && type.IsIn(Namespace);

    private static bool Has(string[] names, string name) => Array.IndexOf(names, name) >= 0;
}
