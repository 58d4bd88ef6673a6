using Clinic.Domain;

namespace Clinic.Infrastructure;

public sealed class FileVisitStore(string directory) : IVisitStore
{
    public void Save(Visit visit) => File.WriteAllText(Path.Combine(directory, $"{visit.Id:N}.txt"), visit.Room);
}
