using Clinic.Domain.Planning;

namespace Clinic.Domain.Billing;

internal sealed record Invoice(Appointment Appointment);
