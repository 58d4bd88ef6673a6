namespace Orders.Api;

/// <param name="Customer">1 to 64 letters, digits and dashes.</param>
/// <param name="Lines">1 to 100.</param>
internal sealed record PlaceOrderRequest(string Customer, IReadOnlyList<PlaceOrderRequest.Line> Lines)
{
    /// <param name="Quantity">1 to 1,000 pieces.</param>
    /// <param name="UnitPrice">At least 0.</param>
    internal sealed record Line(string Product, int Quantity, decimal UnitPrice);
}
