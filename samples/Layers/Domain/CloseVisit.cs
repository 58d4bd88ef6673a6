namespace Clinic.Domain;

internal sealed class CloseVisit(IVisitStore visits)
{
    public void Run(Visit visit)
    {
        visit.Close();
        visits.Save(visit);
    }
}
