namespace Carts;

/// <summary>Removes the carts of the shops that have closed; a shop is forgotten only after its carts are gone.</summary>
public sealed class ClosedShopWorker(CartStore carts, ILogger<ClosedShopWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var shop in await carts.ClosedAsync())
            {
                var removed = await carts.RemoveAllAsync(shop, stoppingToken);
                await carts.ForgetClosedAsync(shop);
                logger.LogInformation("Shop {Shop} has closed, {Removed} carts are removed", shop, removed);
            }
        }
    }
}
