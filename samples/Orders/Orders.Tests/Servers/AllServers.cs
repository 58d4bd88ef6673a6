namespace Orders.Tests.Servers;

/// <summary>One of each for all tests, which therefore do not run at the same time.</summary>
public sealed class AllServers : IAsyncLifetime
{
    public DynamoDbLocal DynamoDb { get; } = new();

    public RedisServer Redis { get; } = new();

    public PostgresServer Postgres { get; } = new();

    public Task InitializeAsync() => Task.WhenAll(DynamoDb.InitializeAsync(), Redis.InitializeAsync(), Postgres.InitializeAsync());

    public Task DisposeAsync() => Task.WhenAll(DynamoDb.DisposeAsync(), Redis.DisposeAsync(), Postgres.DisposeAsync());
}

[CollectionDefinition(nameof(AllServers))]
public class AllServersCollection : ICollectionFixture<AllServers>;
