using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Orders.Tests;

/// <summary>
/// Asks PostgreSQL for the plan of each statement that EF Core sends, with sequential scans switched off: what is scanned even then has no index that could serve it. An empty
/// table tells as much as a full one. A statement tagged <c>seq-scan-ok</c> is let through.
/// </summary>
internal sealed class ExplainGate(string connection) : DbCommandInterceptor
{
    private static readonly CommandSource[] Watched = [CommandSource.LinqQuery, CommandSource.ExecuteUpdate, CommandSource.ExecuteDelete, CommandSource.FromSqlQuery, CommandSource.ExecuteSqlRaw];

    private readonly ConcurrentDictionary<string, string?> _verdicts = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Seen => [.. _verdicts.Keys];

    public IReadOnlyCollection<string> Violations => [.. _verdicts.Values.OfType<string>().Order(StringComparer.Ordinal)];

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await ExplainAsync(command, eventData.CommandSource);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await ExplainAsync(command, eventData.CommandSource);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await ExplainAsync(command, eventData.CommandSource);
        return result;
    }

    private async Task ExplainAsync(DbCommand command, CommandSource source)
    {
        if (!Watched.Contains(source) || command.CommandText.Contains("seq-scan-ok", StringComparison.Ordinal) || !_verdicts.TryAdd(command.CommandText, null))
            return;

        // On a connection of its own; the statement is not run.
        await using var own = new NpgsqlConnection(connection);
        await own.OpenAsync();
        await using var transaction = await own.BeginTransactionAsync();
        await using (var settings = new NpgsqlCommand("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexonlyscan = off", own))
            await settings.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand("EXPLAIN (FORMAT JSON) " + command.CommandText, own);
        foreach (NpgsqlParameter parameter in command.Parameters)
            explain.Parameters.Add(parameter.Clone());
        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync())!);
        var firstColumns = await FirstColumnsAsync(own);
        if (Problem(plan.RootElement[0].GetProperty("Plan"), isLimited: false, firstColumns) is { } problem)
            _verdicts[command.CommandText] = $"{problem}; add an index that begins with what is compared, or tag the query 'seq-scan-ok: why':\n{command.CommandText}";
    }

    private static string? Problem(JsonElement node, bool isLimited, Dictionary<string, string> firstColumns)
    {
        var kind = Text(node, "Node Type");
        var (filter, condition) = (Text(node, "Filter"), Text(node, "Index Cond"));
        if (kind == "Seq Scan" && (filter.Length > 0 || !isLimited))
            return $"'{Text(node, "Relation Name")}' is read from end to end ({(filter.Length > 0 ? filter : "without a condition")})";
        if (kind == "Index Scan" && filter.Length > 0 && condition.Length == 0)
            return $"the whole index '{Text(node, "Index Name")}' is read ({filter})";
        if (condition.Length > 0 && firstColumns.TryGetValue(Text(node, "Index Name"), out var first) && !condition.Contains(first, StringComparison.Ordinal))
            return $"the index '{Text(node, "Index Name")}' is not entered by its first column '{first}' ({condition})";
        if (!node.TryGetProperty("Plans", out var inner))
            return null;
        // A limit holds through what passes rows on one by one.
        var passesLimit = kind == "Limit" || (isLimited && kind is "Result" or "Append" or "Nested Loop" or "Subquery Scan");
        return inner.EnumerateArray().Select(child => Problem(child, passesLimit, firstColumns)).FirstOrDefault(static problem => problem is not null);
    }

    private static string Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static async Task<Dictionary<string, string>> FirstColumnsAsync(NpgsqlConnection connection)
    {
        await using var query = new NpgsqlCommand(
            "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]", connection);
        await using var reader = await query.ExecuteReaderAsync();
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            columns[reader.GetString(0)] = reader.GetString(1);
        return columns;
    }
}
