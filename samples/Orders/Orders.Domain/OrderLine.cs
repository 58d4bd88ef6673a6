namespace Orders.Domain;

/// <summary>So many of a product, at the price of the day it was ordered.</summary>
public sealed record OrderLine
{
    private const int MostPieces = 1_000;

    /// <exception cref="OrderRuleException">There is no product, the quantity is not 1 to 1,000, or the price is negative.</exception>
    public OrderLine(string product, int quantity, decimal unitPrice)
    {
        if (string.IsNullOrWhiteSpace(product))
            throw new OrderRuleException("A line names a product.");
        if (quantity is < 1 or > MostPieces)
            throw new OrderRuleException($"A line is about 1 to {MostPieces} pieces.");
        if (unitPrice < 0)
            throw new OrderRuleException("A price is not negative.");
        (Product, Quantity, UnitPrice) = (product, quantity, unitPrice);
    }

    public string Product { get; }

    public int Quantity { get; }

    public decimal UnitPrice { get; }

    public decimal Total => Quantity * UnitPrice;
}
