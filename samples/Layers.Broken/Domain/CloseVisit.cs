using Clinic.Infrastructure;

namespace Clinic.Domain;

internal sealed class CloseVisit(FileVisitStore visits) // ARCH4001
{
    public void Run(Visit visit)
    {
        visit.Close();
        visits.Save(visit);
    }
}
