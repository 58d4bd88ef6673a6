using Microsoft.AspNetCore.Diagnostics;
using Orders.Application.Commands;
using Orders.Application.Ports;
using Orders.Domain;

namespace Orders.Api;

/// <summary>Answers what the service refuses in the words of HTTP; everything else is a failure and said to be one.</summary>
internal sealed class RefusalHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        int? status = exception switch
        {
            OrderRuleException => StatusCodes.Status422UnprocessableEntity,
            OrderNotFoundException => StatusCodes.Status404NotFound,
            OrderConflictException => StatusCodes.Status409Conflict,
            _ => null,
        };
        if (status is not { } code)
            return false;
        httpContext.Response.StatusCode = code;
        return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = { Status = code, Detail = exception.Message } });
    }
}
