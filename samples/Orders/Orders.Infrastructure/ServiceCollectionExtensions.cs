using Amazon.DynamoDBv2;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orders.Application;
using Orders.Application.Ports;
using Orders.Infrastructure.DynamoDb;
using Orders.Infrastructure.Embedded;
using Orders.Infrastructure.Postgres;
using Orders.Infrastructure.Redis;
using StackExchange.Redis;

namespace Orders.Infrastructure;

/// <summary>Decides which adapters stand behind the ports: embedded ones, until the configuration names servers.</summary>
public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddOrdersInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        AddStore(services, configuration);
        AddList(services, configuration.GetConnectionString("OrderList"));
        AddCache(services, configuration.GetConnectionString("Redis"));
        services.AddSingleton<OutboxDelivery>();
        services.AddHostedService<OutboxWorker>();
        return services;
    }

    private static void AddStore(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Orders:Store"] == "DynamoDb")
        {
            // Region and endpoint come from the environment, credentials from the task role; nothing of it stands here.
            services.AddDefaultAWSOptions(configuration.GetAWSOptions());
            services.TryAddAWSService<IAmazonDynamoDB>();
            services.Configure<OrderTables>(configuration.GetSection("Orders:Tables"));
            services.AddSingleton<IOrderStore, DynamoDbOrderStore>();
            services.AddSingleton<IOutbox, DynamoDbOutbox>();
            services.AddSingleton<IPreparation, DynamoDbPreparation>();
            services.AddHealthChecks().AddCheck<DynamoDbHealth>("dynamodb", tags: ["ready"]);
        }
        else
        {
            services.AddSingleton<EmbeddedOrderStore>();
            services.AddSingleton<IOrderStore>(static provider => provider.GetRequiredService<EmbeddedOrderStore>());
            services.AddSingleton<IOutbox>(static provider => provider.GetRequiredService<EmbeddedOrderStore>());
        }
    }

    private static void AddList(IServiceCollection services, string? connection)
    {
        if (connection is null)
        {
            services.AddSingleton<EmbeddedOrderList>();
            services.AddSingleton<IOrderList>(static provider => provider.GetRequiredService<EmbeddedOrderList>());
            services.AddSingleton<IOrderProjection>(static provider => provider.GetRequiredService<EmbeddedOrderList>());
            return;
        }

        services.AddPooledDbContextFactory<OrderListContext>(options => options.UseNpgsql(connection, static npgsql => npgsql.EnableRetryOnFailure()));
        services.AddSingleton<IOrderList, PostgresOrderList>();
        services.AddSingleton<IOrderProjection, PostgresOrderProjection>();
        services.AddSingleton<IPreparation, PostgresPreparation>();
        services.AddHealthChecks().AddCheck<PostgresHealth>("postgres", tags: ["ready"]);
    }

    private static void AddCache(IServiceCollection services, string? connection)
    {
        if (connection is null)
        {
            services.AddSingleton<IOrderPageCache, EmbeddedOrderPageCache>();
            return;
        }

        services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            var options = ConfigurationOptions.Parse(connection);
            // A cache that is away for a moment does not keep the service from starting.
            options.AbortOnConnectFail = false;
            return ConnectionMultiplexer.Connect(options);
        });
        services.AddSingleton<IOrderPageCache, RedisOrderPageCache>();
    }
}
