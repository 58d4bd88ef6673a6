namespace Clinic.Domain;

/// <summary>Gives each visit its number.</summary>
internal sealed class Reception(IVisitNumbers numbers)
{
    public string Welcome(Visit visit) => $"{visit.Patient} is number {numbers.Next()}";
}
