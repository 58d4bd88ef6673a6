using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.CommandReturnsEntity>;

namespace Arch.Analyzers.Tests.Layers;

public class CommandReturnsEntityTests
{
    /// <summary>Messages, their markers and a model, without any library.</summary>
    internal const string Model = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.EntityFrameworkCore;

        public interface ICommand<out R> { }
        public interface IQuery<out R> { }
        public interface IRequest<out R> { }
        public interface ICommandHandler<in C, R> where C : ICommand<R> { Task<R> Handle(C command); }
        public interface IQueryHandler<in Q, R> where Q : IQuery<R> { Task<R> Handle(Q query); }
        public abstract class Entity { public Guid Id { get; set; } }
        public class Visit : Entity { }
        public class Note { public int Id { get; set; } }
        public class ClinicDb : DbContext { public DbSet<Note> Notes => Set<Note>(); }
        public record VisitDto(Visit Visit);
        public class Result<T> { }
        public class OneOf<A, B> { }
        public class Unit { }
        public class Error { }


        """;

    // ---- Silent

    [Theory]
    [InlineData("record BookVisit : ICommand<Guid>;")]
    [InlineData("record BookVisit : ICommand<Unit>;")]
    [InlineData("record BookVisit : ICommand<VisitDto>;")]
    [InlineData("record BookVisit : ICommand<Result<Guid>>;")]
    [InlineData("record BookVisitCommand : IRequest<int>;")]
    [InlineData("record GetVisit : IRequest<Visit>;")]
    [InlineData("record GetVisitQuery : IQuery<Guid>;")]
    [InlineData("class VisitCommands : List<Visit>;")]
    [InlineData("class Commands { public ICommand<Visit>? Last; }")]
    [InlineData("record BookVisit : Base; record Base : ICommand<Guid>;")]
    [InlineData("record BookVisitCommand; class BookVisitHandler { public Task<Guid> Handle(BookVisitCommand command) => Task.FromResult(Guid.Empty); }")]
    [InlineData("class BookCommand : Entity; class BookHandler { public Task<BookCommand> HandleAsync(BookCommand command) => Task.FromResult(command); }")]
    [InlineData("class BookVisit : Undo.ICommand<Visit> { public Visit Execute() => null!; } namespace Undo { interface ICommand<T> { T Execute(); } }")]
    [InlineData("record Booked; class BookedHandler { public Task<Visit> Handle(Booked notification) => null!; }")]
    public Task NoEntity_IsSilent(string code) => Rule.Csharp(Refs.Cqrs, Model + code);

    [Fact]
    public Task OtherEntities_ReplaceTheDefaults_IsSilent() =>
        Rule.Project(Refs.Cqrs, Model + "record BookVisit : ICommand<Visit>;", [("arch.json", """{ "cqrs": { "entities": ["base:Row"] } }""")]);

    [Fact]
    public Task TestProject_IsSilent() => Rule.Csharp(Refs.Cqrs, Model + "record BookVisit : ICommand<Visit>;", options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing

    [Fact]
    public Task Entity_Reports() => Rule.Csharp(
        Refs.Cqrs,
        Model + "record BookVisit(Guid Patient) : ICommand<[|Visit|]>;",
        message: "Command 'BookVisit' returns entity 'Visit'; return its id or a DTO, so that callers cannot depend on or change the domain object");

    [Theory]
    [InlineData("record BookVisit : ICommand<Result<[|Visit|]>>;")]
    [InlineData("record BookVisit : ICommand<OneOf<[|Visit|], Error>>;")]
    [InlineData("record BookVisit : ICommand<List<[|Visit|]>>;")]
    [InlineData("record BookVisit : ICommand<[|Visit|][]>;")]
    [InlineData("record BookVisit : ICommand<(Guid, [|Visit|])>;")]
    [InlineData("record BookVisit : ICommand<global::[|Visit|]?>;")]
    [InlineData("record WriteNote : ICommand<[|Note|]>;")]
    [InlineData("record BookVisitCommand : IRequest<[|Visit|]>;")]
    [InlineData("record BookVisit : IRequest<[|Visit|]>;")]
    [InlineData("record BookVisitCommand; class BookVisitHandler { public Task<[|Visit|]> Handle(BookVisitCommand command) => null!; }")]
    public Task EveryForm_Reports(string code) => Rule.Csharp(Refs.Cqrs, Model + code);

    [Fact]
    public Task MessageAndHandler_ReportsOnce() => Rule.Csharp(
        Refs.Cqrs, Model + "record BookVisit : ICommand<[|Visit|]>; class BookVisitHandler : ICommandHandler<BookVisit, Visit> { public Task<Visit> Handle(BookVisit command) => null!; }");

    [Fact]
    public Task ConfiguredEntity_Reports() =>
        Rule.Project(Refs.Cqrs, Model + "class Row; class Bed : Row; record MoveBed : ICommand<[|Bed|]>;", [("arch.json", """{ "cqrs": { "entities": ["base:Row"] } }""")]);
}
