using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.QueryReturnsEntity>;

namespace Arch.Analyzers.Tests.Layers;

public class QueryReturnsEntityTests
{
    private static Task Verified(string code, string? message = null) => Rule.Csharp(Refs.Cqrs, CommandReturnsEntityTests.Model + code, message);

    // ---- Silent

    [Theory]
    [InlineData("record GetVisit : IQuery<VisitDto>;")]
    [InlineData("record GetVisits : IQuery<IReadOnlyList<VisitDto>>;")]
    [InlineData("record GetVisits : IQuery<IEnumerable<Guid>>;")]
    [InlineData("record GetVisit : IRequest<Visit>;")]
    [InlineData("class VisitQuery { public IQueryable<Visit> Visits = null!; }")]
    [InlineData("record GetVisitQuery; class GetVisitHandler { public Task<VisitDto> Handle(GetVisitQuery query) => null!; }")]
    [InlineData("class VisitsQuery : Stored.IQuery<Visit> { public IQueryable<Visit> Run(DbContext context) => null!; }", "interface IQuery<T> { IQueryable<T> Run(DbContext context); }")]
    [InlineData("class OpenVisits : Stored.IOpen<Visit> { public List<Visit> Run() => null!; }", "interface IQuery<T> { List<T> Run(); } interface IOpen<T> : IQuery<T>;")]
    public Task Dto_IsSilent(string code, string stored = "") => Verified(code + "namespace Stored { " + stored + " }");

    [Fact]
    public Task TestProject_IsSilent() =>
        Rule.Csharp(Refs.Cqrs, CommandReturnsEntityTests.Model + "record GetVisit : IQuery<Visit>;", options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing

    [Fact]
    public Task Entity_Reports() => Verified("record GetVisit(Guid Id) : IQuery<[|Visit|]>;", message: "Query 'GetVisit' returns entity 'Visit'; return a DTO");

    [Fact]
    public Task Queryable_Reports() => Verified(
        "record GetVisits : IQuery<[|IQueryable<VisitDto>|]>;", message: "Query 'GetVisits' returns 'IQueryable<VisitDto>'; return a DTO, materialised in the handler");

    [Theory]
    [InlineData("record GetVisits : IQuery<List<[|Visit|]>>;")]
    [InlineData("record GetVisits : IQuery<[|IQueryable|]>;")]
    [InlineData("record GetNotes : IQuery<[|DbSet<Note>|]>;")]
    [InlineData("record GetVisits : IQuery<Result<[|IQueryable<Visit>|]>>;")]
    [InlineData("record GetVisitQuery : IRequest<[|Visit|]>;")]
    [InlineData("record struct GetVisit : IQuery<[|Visit|]>;")]
    [InlineData("record GetVisitQuery; class GetVisitHandler { public async Task<[|Visit|]> HandleAsync(GetVisitQuery query) { await Task.Yield(); return null!; } }")]
    public Task EveryForm_Reports(string code) => Verified(code);
}
