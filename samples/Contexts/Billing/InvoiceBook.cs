using Clinic.Booking.Contracts;

namespace Clinic.Billing;

internal sealed class InvoiceBook
{
    private readonly List<string> _patients = [];

    public int Count => _patients.Count;

    public void Add(VisitClosed happened) => _patients.Add(happened.Patient);
}
