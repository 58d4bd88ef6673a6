namespace Clinic.Domain;

/// <summary>The port: what the domain needs to have kept, in its own words.</summary>
internal interface IVisitStore
{
    void Save(Visit visit);
}
