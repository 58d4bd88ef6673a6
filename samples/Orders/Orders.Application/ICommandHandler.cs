namespace Orders.Application;

/// <summary>Changes something.</summary>
public interface ICommandHandler<in TCommand>
{
    Task HandleAsync(TCommand command, CancellationToken cancellation);
}
