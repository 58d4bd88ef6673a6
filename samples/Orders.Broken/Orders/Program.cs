using Amazon;
using Amazon.DynamoDBv2;
using Amazon.SQS;
using Microsoft.EntityFrameworkCore;
using Orders.Application;
using Orders.Common;
using Orders.Domain;
using Orders.Infrastructure;
using StackExchange.Redis;

var builder = WebApplication.CreateBuilder(args);

// Five minutes are enough for everything that is under way. ECS does not wait that long.
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(5)); // ARCH3005

var aws = builder.Configuration.GetSection("AWS");
builder.Services.AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(Accounts.KeyId, aws["SecretKey"], RegionEndpoint.EUWest1)); // ARCH1002
if (string.IsNullOrEmpty(builder.Configuration["AWS:SecretKey"])) // ARCH1003
    Console.WriteLine("no secret key is configured");
builder.Services.AddAWSService<IAmazonDynamoDB>((config, _) =>
{
    // Left by a load test that wanted to see each error.
    config.MaxErrorRetry = 0; // ARCH2103
});
builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(builder.Configuration.GetConnectionString("Redis")!));
builder.Services.AddDbContext<OrderDb>(options => options.UseNpgsql(builder.Configuration.GetConnectionString("Orders")));
builder.Services.AddScoped<IOrderRepository>(services => services.GetRequiredService<OrderDb>());
builder.Services.AddScoped<GetOrderHandler>();
builder.Services.AddScoped<PlaceOrderHandler>();
builder.Services.AddSingleton<OrderCache>();
builder.Services.AddSingleton<OrderStore>();
builder.Services.AddSingleton<OrderTransfer>();
builder.Services.AddSingleton<OutboxWorker>();
builder.Services.AddHostedService(services => services.GetRequiredService<OutboxWorker>());
builder.Services.AddHostedService<ReportWorker>();

var app = builder.Build();
using (var scope = app.Services.CreateScope())
    await scope.ServiceProvider.GetRequiredService<OrderDb>().Database.EnsureCreatedAsync();

app.MapGet("/orders/{id:guid}", async (Guid id, GetOrderHandler orders, CancellationToken cancellation) => // ARCH4013
    await orders.Handle(new GetOrder(id), cancellation));
app.MapGet("/orders/{id:guid}/cancelled", async (Guid id, OrderDb db) =>
{
    await db.Orders.Where(order => order.Id == id)
        .ExecuteUpdateAsync(set => set.SetProperty(order => order.IsCancelled, true)); // ARCH4016
    return Results.NoContent();
});
app.MapPost("/orders", async (Customer customer, PlaceOrderHandler orders, OutboxWorker outbox, CancellationToken cancellation) => // ARCH4013
{
    var order = await orders.Handle(new PlaceOrder(customer), cancellation);
    await outbox.AddAsync($"{OrderNumber.Of(order.Id)} is placed");
    return Results.Ok(OrderNumber.Of(order.Id));
});
app.Run(); // ARCH3009
