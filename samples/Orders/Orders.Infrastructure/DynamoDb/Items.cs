using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Orders.Domain;

namespace Orders.Infrastructure.DynamoDb;

using Item = Dictionary<string, AttributeValue>;

/// <summary>Orders and events as DynamoDB keeps them.</summary>
internal static class Items
{
    public static Item Of(Order order) => new()
    {
        ["Id"] = new(order.Id.ToString()),
        ["Customer"] = new(order.Customer.ToString()),
        ["PlacedAt"] = new(Text(order.PlacedAt)),
        ["Status"] = new(order.Status.ToString()),
        ["Version"] = Number(order.Version),
        ["Lines"] = new()
        {
            L = [.. order.Lines.Select(static line => new AttributeValue { M = new() { ["Product"] = new(line.Product), ["Quantity"] = Number(line.Quantity), ["UnitPrice"] = Number(line.UnitPrice) } })],
        },
    };

    public static Order Order(Item item) => Domain.Order.Restore(
        Id(item["Id"]), new(item["Customer"].S), Time(item["PlacedAt"]), Enum.Parse<OrderStatus>(item["Status"].S), (int)Number(item["Version"]),
        [.. item["Lines"].L.Select(static line => new OrderLine(line.M["Product"].S, (int)Number(line.M["Quantity"]), Number(line.M["UnitPrice"])))]);

    public static Item Of(OrderEvent change) => new()
    {
        ["Id"] = new(change.Order.ToString()),
        ["Customer"] = new(change.Customer.ToString()),
        ["PlacedAt"] = new(Text(change.PlacedAt)),
        ["Status"] = new(change.Status.ToString()),
        ["Version"] = Number(change.Version),
        ["Total"] = Number(change.Total),
    };

    public static OrderEvent Event(Item item) => new(
        Id(item["Id"]), new(item["Customer"].S), Enum.Parse<OrderStatus>(item["Status"].S), Number(item["Total"]), Time(item["PlacedAt"]), (int)Number(item["Version"]));

    public static AttributeValue Number(decimal value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private static decimal Number(AttributeValue value) => decimal.Parse(value.N, CultureInfo.InvariantCulture);

    private static OrderId Id(AttributeValue value) => new(Guid.ParseExact(value.S, "N"));

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(AttributeValue value) => DateTimeOffset.ParseExact(value.S, "O", CultureInfo.InvariantCulture);
}
