using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Orders.Infrastructure.Postgres;

namespace Orders.Tests.Servers;

/// <summary>PostgreSQL, with the schema that the migrations make. It refuses to run as root, so then it runs as its own user.</summary>
public sealed class PostgresServer : LocalServer
{
    private static readonly bool IsRoot = Environment.UserName == "root";

    private string Data => Path.Combine(Folder, "data");

    public string Connection => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres";

    public IDbContextFactory<OrderListContext> Contexts => ContextsWith();

    public IDbContextFactory<OrderListContext> ContextsWith(params Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor[] interceptors) =>
        new PooledDbContextFactory<OrderListContext>(new DbContextOptionsBuilder<OrderListContext>().UseNpgsql(Connection).AddInterceptors(interceptors).Options);

    public override async Task InitializeAsync()
    {
        if (IsRoot)
            await RunAsync("chown", "postgres", Folder);
        var (program, arguments) = AsUser("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "--no-sync");
        await RunAsync(program, arguments);
        await base.InitializeAsync();
        await new PostgresPreparation(Contexts).PrepareAsync(CancellationToken.None);
    }

    public override Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return base.DisposeAsync();
    }

    protected override (string Program, string[] Arguments) Command() =>
        AsUser("postgres", "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", Folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off");

    protected override async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(Connection);
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static (string Program, string[] Arguments) AsUser(string program, params string[] arguments)
    {
        // Debian keeps the programs of each version in a folder of its own.
        var full = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateFiles("/usr/lib/postgresql", program, SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault() ?? program
            : program;
        return IsRoot ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", full, .. arguments]) : (full, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}:\n{string.Concat(said)}");
    }
}
