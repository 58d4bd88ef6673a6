using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.HandlerCallsHandler>;

namespace Arch.Analyzers.Tests.Layers;

public class HandlerCallsHandlerTests
{
    private const string Model = """
        using System;
        using System.Net.Http;
        using System.Threading.Tasks;

        interface ICommandHandler<in C> { Task Handle(C command); }
        interface INotificationHandler<in N> { Task Handle(N notification); }
        record BookVisit;
        record SendBill;
        class SendBillHandler : ICommandHandler<SendBill> { public Task Handle(SendBill command) => Task.CompletedTask; }
        class RetryHandler : DelegatingHandler;


        """;

    private static Task Verified(string code, string? message = null) => Rule.Csharp(Refs.Cqrs, Model + code, message);

    // ---- Silent

    [Theory]
    [InlineData("class Decorator(ICommandHandler<BookVisit> inner) : ICommandHandler<BookVisit> { public Task Handle(BookVisit command) => inner.Handle(command); }")]
    [InlineData("class LoggingHandler<C>(ICommandHandler<C> inner) : ICommandHandler<C> { public Task Handle(C command) => inner.Handle(command); }")]
    [InlineData("class BookVisitHandler(RetryHandler retry) : ICommandHandler<BookVisit> { public Task Handle(BookVisit command) => Task.FromResult(retry); }")]
    [InlineData("class BookVisitHandler : ICommandHandler<BookVisit> { HttpClient client = new(new RetryHandler()); public Task Handle(BookVisit command) => Task.FromResult(client); }")]
    [InlineData("class Endpoint(ICommandHandler<BookVisit> handler) { public Task Post(BookVisit command) => handler.Handle(command); }")]
    [InlineData("class VisitEventsHandler(ICommandHandler<BookVisit> handler) : INotificationHandler<SendBill> { Task INotificationHandler<SendBill>.Handle(SendBill notification) => handler.Handle(new BookVisit()); }")]
    [InlineData("class RequestHandler(SendBillHandler handler) { public Task Run() => handler.Handle(new SendBill()); }")]
    [InlineData("class BookVisitHandler(Action handler, EventHandler changed) : ICommandHandler<BookVisit> { public Task Handle(BookVisit command) { handler(); changed(this, EventArgs.Empty); return Task.CompletedTask; } }")]
    public Task NoOtherHandler_IsSilent(string code) => Verified(code);

    [Fact]
    public Task TestProject_IsSilent() => Rule.Csharp(
        Refs.Cqrs, Model + "class BookVisitHandler(SendBillHandler other) : ICommandHandler<BookVisit> { public Task Handle(BookVisit command) => other.Handle(new()); }",
        options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing

    [Fact]
    public Task Class_Reports() => Verified(
        "class BookVisitHandler([|SendBillHandler|] bills) : ICommandHandler<BookVisit> { public Task Handle(BookVisit command) => bills.Handle(new SendBill()); }",
        message: "Handler 'BookVisitHandler' uses handler 'SendBillHandler' directly, past the pipeline's validation and transaction; move the shared part into a service both use");

    [Theory]
    [InlineData("class BookVisitHandler([|ICommandHandler<SendBill>|] bills) : ICommandHandler<BookVisit> { public Task Handle(BookVisit command) => bills.Handle(new SendBill()); }")]
    [InlineData("class BookVisitHandler : ICommandHandler<BookVisit> { public BookVisitHandler([|SendBillHandler|] bills) { } public Task Handle(BookVisit command) => Task.CompletedTask; }")]
    [InlineData("class BookVisitHandler : ICommandHandler<BookVisit> { public Task Handle(BookVisit command) => new [|SendBillHandler|]().Handle(new SendBill()); }")]
    [InlineData("class BookVisitHandler([|SendBillHandler|] bills, [|ICommandHandler<SendBill>|] more) : ICommandHandler<BookVisit> { public Task Handle(BookVisit command) => Task.CompletedTask; }")]
    [InlineData("class BookVisitHandler([|ICommandHandler<SendBill>|] bills) { public Task Handle(BookVisit command) => bills.Handle(new SendBill()); }")]
    public Task EveryForm_Reports(string code) => Verified(code);
}
