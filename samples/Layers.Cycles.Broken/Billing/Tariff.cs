using Clinic.Domain.Planning;

namespace Clinic.Domain.Billing;

internal sealed class Tariff(decimal perMinute)
{
    public decimal Price(Appointment appointment) => appointment.Minutes * perMinute;
}
