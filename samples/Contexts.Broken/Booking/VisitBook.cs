namespace Clinic.Booking;

internal sealed class VisitBook
{
    public event Action<Visit>? Closed;

    public void Close(Visit visit)
    {
        visit.IsClosed = true;
        Closed?.Invoke(visit);
    }
}
