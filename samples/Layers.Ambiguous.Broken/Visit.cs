namespace Clinic.Booking.Visits;

/// <summary>Of the domain, or of what stores it: nobody knows.</summary>
internal sealed record Visit(string Patient);
