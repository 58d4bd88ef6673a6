using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Parcels;

/// <summary>A parcel was seen in a depot.</summary>
public sealed record ParcelScan(string ParcelId, DateTimeOffset ScannedAt, string Depot)
{
    public static ParcelScan Parse(string line)
    {
        var cells = line.Split(';');
        return new(cells[0], DateTimeOffset.Parse(cells[1], CultureInfo.InvariantCulture), cells[2]);
    }

    public Dictionary<string, AttributeValue> ToItem() => new()
    {
        ["ParcelId"] = new(ParcelId),
        ["ScannedAt"] = new(ScannedAt.ToString("O", CultureInfo.InvariantCulture)),
        ["Depot"] = new(Depot),
    };

    public static ParcelScan FromItem(Dictionary<string, AttributeValue> item) =>
        new(item["ParcelId"].S, DateTimeOffset.Parse(item["ScannedAt"].S, CultureInfo.InvariantCulture), item["Depot"].S);
}
