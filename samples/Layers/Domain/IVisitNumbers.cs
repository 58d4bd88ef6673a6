namespace Clinic.Domain;

internal interface IVisitNumbers
{
    long Next();
}
