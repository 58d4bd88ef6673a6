using Clinic.Domain.Billing;

namespace Clinic.Domain.Planning;

/// <summary>Knows what it costs from the class that knows what it is.</summary>
internal sealed record Appointment(DateOnly Day, int Minutes, Tariff Tariff) // ARCH4006
{
    public decimal Costs => Tariff.Price(this);
}
