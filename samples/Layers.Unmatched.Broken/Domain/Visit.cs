namespace Clinic.Domain;

internal sealed record Visit(string Patient);
