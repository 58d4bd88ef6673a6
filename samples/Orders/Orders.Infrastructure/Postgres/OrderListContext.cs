using Microsoft.EntityFrameworkCore;

namespace Orders.Infrastructure.Postgres;

/// <summary>The tables that lists are read from.</summary>
public sealed class OrderListContext(DbContextOptions<OrderListContext> options) : DbContext(options)
{
    public DbSet<OrderRow> Orders => Set<OrderRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<OrderRow>(static order =>
    {
        order.ToTable("orders");
        order.HasKey(static row => row.Id);
        order.Property(static row => row.Id).HasColumnName("id").ValueGeneratedNever();
        order.Property(static row => row.Customer).HasColumnName("customer").HasMaxLength(64);
        order.Property(static row => row.Status).HasColumnName("status").HasConversion<string>().HasMaxLength(16);
        order.Property(static row => row.Total).HasColumnName("total").HasPrecision(18, 2);
        order.Property(static row => row.PlacedAt).HasColumnName("placed_at");
        order.Property(static row => row.Version).HasColumnName("version");
        // The list of a customer is read from this index alone, in its order, a page at a time.
        order.HasIndex(static row => new { row.Customer, row.PlacedAt, row.Id }).HasDatabaseName("orders_of_customer").IsDescending(false, true, true);
    });
}
