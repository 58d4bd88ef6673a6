namespace Orders.Common;

/// <summary>A helper for everybody: of the model, or of what shows it, nobody has decided.</summary>
public static class OrderNumber // ARCH4005
{
    public static string Of(Guid order) => order.ToString("N")[^8..].ToUpperInvariant();
}
