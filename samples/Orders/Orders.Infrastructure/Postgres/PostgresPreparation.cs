using Microsoft.EntityFrameworkCore;
using Orders.Application.Ports;

namespace Orders.Infrastructure.Postgres;

/// <summary>Applies the migrations that are missing.</summary>
public sealed class PostgresPreparation(IDbContextFactory<OrderListContext> contexts) : IPreparation
{
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Database.MigrateAsync(cancellation);
    }
}
