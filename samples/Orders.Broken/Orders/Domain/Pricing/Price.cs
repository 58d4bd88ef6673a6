using Orders.Domain.Refunds;
using Orders.Shipping.Policies;

namespace Orders.Domain.Pricing;

/// <summary>Knows what was given back from the class that knows what was paid.</summary>
public sealed record Price(decimal Total, Refund? Refund) // ARCH4006
{
    public decimal Due => Total + (FreeShipping.IsGranted(Total) ? 0 : 4.9m) - (Refund?.Amount ?? 0);
}
