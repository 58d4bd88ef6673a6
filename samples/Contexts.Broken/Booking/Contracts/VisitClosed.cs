namespace Clinic.Booking.Contracts;

/// <summary>What booking promises to say to whoever wants to hear it.</summary>
internal sealed record VisitClosed(string Patient);
