using Clinic.Domain;

namespace Clinic.Infrastructure;

/// <summary>The adapter: it knows the domain, and the domain does not know it.</summary>
internal sealed class FileVisitStore : IVisitStore
{
    private readonly List<string> _closed = [];

    public int Count => _closed.Count;

    public void Save(Visit visit)
    {
        if (visit.IsClosed)
            _closed.Add(visit.Patient);
    }
}
