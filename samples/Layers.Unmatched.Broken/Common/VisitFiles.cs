using Clinic.Domain;

namespace Clinic.Common;

/// <summary>A helper for everybody: of the domain, or of what stores it, nobody has decided.</summary>
internal static class VisitFiles // ARCH4005
{
    public static void Write(Visit visit) => File.WriteAllText("visits.txt", visit.Patient);
}
