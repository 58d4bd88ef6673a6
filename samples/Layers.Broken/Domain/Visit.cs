namespace Clinic.Domain;

internal sealed class Visit(string patient)
{
    public string Patient => patient;

    public bool IsClosed { get; private set; }

    public void Close() => IsClosed = true;
}
