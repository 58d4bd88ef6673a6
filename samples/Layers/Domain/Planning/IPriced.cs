namespace Clinic.Domain.Planning;

/// <summary>What planning wants to know of billing, in its own words: so billing knows planning, and planning does not know billing.</summary>
internal interface IPriced
{
    decimal Price(Appointment appointment);
}
