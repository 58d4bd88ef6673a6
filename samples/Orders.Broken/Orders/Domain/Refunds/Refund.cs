using Billing;
using Orders.Domain.Pricing;

namespace Orders.Domain.Refunds;

public sealed record Refund(Price Price, decimal Share)
{
    public decimal Amount => Price.Total * Share;

    /// <summary>Asks the insides of another service what was paid. Whoever changes them breaks refunds.</summary>
    public static Refund Of(Invoice invoice) => new(new Price(invoice.Total, null), 1); // ARCH4004
}
