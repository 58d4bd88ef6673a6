using Carts;
using StackExchange.Redis;

var builder = Host.CreateApplicationBuilder(args);

// One connection for the whole process.
builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(builder.Configuration.GetConnectionString("Redis")!));
builder.Services.AddSingleton<CartStore>();
builder.Services.AddHostedService<ClosedShopWorker>();

await builder.Build().RunAsync();
