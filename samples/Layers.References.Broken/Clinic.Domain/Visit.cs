namespace Clinic.Domain;

public sealed record Visit(Guid Id, string Room);
