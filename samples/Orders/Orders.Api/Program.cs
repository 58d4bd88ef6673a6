using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Trace;
using Orders.Api;
using Orders.Application;
using Orders.Application.Commands;
using Orders.Application.Ports;
using Orders.Application.Queries;
using Orders.Application.Views;
using Orders.Infrastructure;
using Scalar.AspNetCore;

var builder = WebApplication.CreateBuilder(args);

// One line of JSON for each event, to stdout: the container's log driver takes it from there and may be slow or away without being in our way.
builder.Logging.ClearProviders().AddJsonConsole();

// ECS sends SIGKILL 30 seconds after SIGTERM (stopTimeout in deploy/task-definition.json); the host is done before.
builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<ICommandHandler<PlaceOrder>, PlaceOrderHandler>();
builder.Services.AddSingleton<ICommandHandler<CancelOrder>, CancelOrderHandler>();
builder.Services.AddSingleton<ICommandHandler<ShipOrder>, ShipOrderHandler>();
builder.Services.AddSingleton<IQueryHandler<GetOrderQuery, OrderDetails?>, GetOrderHandler>();
builder.Services.AddSingleton<IQueryHandler<ListOrdersQuery, OrderPage>, ListOrdersHandler>();
builder.Services.AddOrdersInfrastructure(builder.Configuration);

builder.Services.AddSingleton<Drain>();
builder.Services.AddHostedService(static provider => provider.GetRequiredService<Drain>());

builder.Services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<RefusalHandler>();
builder.Services.AddHealthChecks();
builder.Services.AddOpenApi();
builder.Services.AddOpenTelemetry().WithTracing(tracing =>
{
    tracing.AddAspNetCoreInstrumentation(static options => options.Filter = static context => !context.Request.Path.StartsWithSegments("/health"));
    if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
        tracing.AddOtlpExporter();
});

var app = builder.Build();

// A task of its own, before the first one of a deployment: dotnet Orders.Api.dll prepare
if (args is ["prepare"])
{
    foreach (var preparation in app.Services.GetServices<IPreparation>())
        await preparation.PrepareAsync(CancellationToken.None);
    return;
}

var drain = app.Services.GetRequiredService<Drain>();
app.Use(drain.InvokeAsync);
app.UseExceptionHandler();

// Alive: the process answers. Its servers are not asked, or else a failover of one of them would have all tasks replaced.
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false });

// Ready: its servers answer too. The hook of a blue/green deployment asks before it lets the traffic over.
app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static check => check.Tags.Contains("ready") });

app.MapOpenApi();
app.MapScalarApiReference("/");
app.MapOrders();

await app.RunAsync();

public partial class Program;
