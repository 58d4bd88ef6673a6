namespace Clinic.Domain.Planning;

internal sealed record Appointment(DateOnly Day, int Minutes, IPriced Tariff)
{
    public decimal Costs => Tariff.Price(this);
}
