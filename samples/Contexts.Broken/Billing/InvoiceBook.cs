using Clinic.Booking;

namespace Clinic.Billing;

internal sealed class InvoiceBook
{
    private readonly List<string> _patients = [];

    public int Count => _patients.Count;

    public void Add(Visit visit) => _patients.Add(visit.Patient); // ARCH4004
}
