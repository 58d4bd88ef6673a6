namespace Clinic;

/// <summary>Lies in the folder of the domain, but not in its namespace.</summary>
internal static class Patients // ARCH4005
{
    public static Domain.Visit Visit(string name) => new(name);
}
