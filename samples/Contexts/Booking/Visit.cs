namespace Clinic.Booking;

/// <summary>What booking knows of a visit. It changes with booking, and nobody else has to know.</summary>
internal sealed class Visit(string patient)
{
    public string Patient => patient;

    public bool IsClosed { get; set; }
}
