namespace Clinic.Infrastructure;

public sealed class FileVisitStore(string directory)
{
    public void Save(Guid id, string room) => File.WriteAllText(Path.Combine(directory, $"{id:N}.txt"), room);
}
