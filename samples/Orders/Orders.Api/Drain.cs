namespace Orders.Api;

/// <summary>
/// The time between SIGTERM and the end of listening. ECS takes the task from the load balancer while it sends SIGTERM, and the balancer goes on sending requests until it has
/// heard of it: they are answered, and each answer asks to close its connection.
/// </summary>
internal sealed class Drain(IConfiguration configuration) : IHostedLifecycleService
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(5);

    private volatile bool _isUnderWay;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isUnderWay = true;
        return Task.Delay(configuration.GetValue("Orders:Drain", Default), cancellationToken);
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (_isUnderWay)
            context.Response.Headers.Connection = "close";
        return next(context);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
