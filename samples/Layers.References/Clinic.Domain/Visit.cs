namespace Clinic.Domain;

public sealed record Visit(Guid Id, string Room);

public interface IVisitStore
{
    void Save(Visit visit);
}
