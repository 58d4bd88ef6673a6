using Microsoft.EntityFrameworkCore;
using Orders.Application;
using Orders.Domain;

namespace Orders.Infrastructure;

public sealed class OrderDb(DbContextOptions<OrderDb> options) : DbContext(options), IOrderRepository
{
    public DbSet<Order> Orders => Set<Order>();

    public Task<Order?> FindAsync(Guid id, CancellationToken cancellation) => Orders.SingleOrDefaultAsync(order => order.Id == id, cancellation);

    public void Add(Order order) => Orders.Add(order);

    public Task SaveAsync(CancellationToken cancellation) => SaveChangesAsync(cancellation);
}
