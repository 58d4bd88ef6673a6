namespace Orders.Application.Ports;

/// <summary>Makes a server ready for the service: the step of a deployment before the first task starts.</summary>
public interface IPreparation
{
    Task PrepareAsync(CancellationToken cancellation);
}
