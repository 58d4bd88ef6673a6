using Amazon.DynamoDBv2;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Orders.Infrastructure.DynamoDb;

internal sealed class DynamoDbHealth(IAmazonDynamoDB dynamo, IOptions<OrderTables> tables) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        (await dynamo.DescribeTableAsync(tables.Value.Orders, cancellationToken)).Table.TableStatus == TableStatus.ACTIVE
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the table of orders is not active");
}
