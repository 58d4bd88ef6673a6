namespace Orders.Application;

/// <summary>Answers a question and changes nothing, so that it may read from a replica or a cache, and be asked again.</summary>
public interface IQueryHandler<in TQuery, TAnswer>
{
    Task<TAnswer> HandleAsync(TQuery query, CancellationToken cancellation);
}
