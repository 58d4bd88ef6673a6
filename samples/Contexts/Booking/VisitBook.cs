using Clinic.Booking.Contracts;

namespace Clinic.Booking;

internal sealed class VisitBook
{
    public event Action<VisitClosed>? Closed;

    public void Close(Visit visit)
    {
        visit.IsClosed = true;
        Closed?.Invoke(new VisitClosed(visit.Patient));
    }
}
