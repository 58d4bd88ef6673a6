using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;
using Orders.Application.Ports;

namespace Orders.Infrastructure.DynamoDb;

/// <summary>Creates the tables that are missing, as on DynamoDB Local; on AWS the stack has created them, and the task role may not.</summary>
public sealed class DynamoDbPreparation(IAmazonDynamoDB dynamo, IOptions<OrderTables> tables) : IPreparation
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await EnsureAsync(tables.Value.Orders, [new("Id", KeyType.HASH)], cancellation);
        await EnsureAsync(tables.Value.Outbox, [new("Outbox", KeyType.HASH), new("Position", KeyType.RANGE)], cancellation);
    }

    private async Task EnsureAsync(string table, List<KeySchemaElement> key, CancellationToken cancellation)
    {
        TableStatus? status;
        while ((status = await StatusAsync(table, cancellation)) != TableStatus.ACTIVE)
        {
            if (status is null)
                await CreateAsync(table, key, cancellation);
            await Task.Delay(Pause, cancellation);
        }
    }

    private async Task<TableStatus?> StatusAsync(string table, CancellationToken cancellation)
    {
        try
        {
            return (await dynamo.DescribeTableAsync(table, cancellation)).Table.TableStatus;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private Task CreateAsync(string table, List<KeySchemaElement> key, CancellationToken cancellation) => dynamo.CreateTableAsync(
        new CreateTableRequest
        {
            TableName = table,
            KeySchema = key,
            AttributeDefinitions = [.. key.Select(static part => new AttributeDefinition(part.AttributeName, ScalarAttributeType.S))],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        },
        cancellation);
}
