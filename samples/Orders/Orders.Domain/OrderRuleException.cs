namespace Orders.Domain;

/// <summary>What was asked for is against a rule of the shop; asking again does not help.</summary>
public sealed class OrderRuleException(string message) : Exception(message);
