namespace Orders.Domain;

public readonly record struct CustomerId
{
    private const int Longest = 64;

    private readonly string? _value;

    /// <exception cref="OrderRuleException">The name is empty, longer than 64 characters, or holds more than letters, digits and dashes.</exception>
    public CustomerId(string value)
    {
        if (value.Length is 0 or > Longest || !value.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new OrderRuleException($"A customer is named by 1 to {Longest} letters, digits and dashes.");
        _value = value;
    }

    public override string ToString() => _value ?? "";
}
