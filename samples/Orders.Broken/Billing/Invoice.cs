namespace Billing;

/// <summary>What billing keeps of an order, in its own way: it may be another one tomorrow.</summary>
public sealed record Invoice(Guid Order, decimal Total);
