using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.ApiExposesEntity>;

namespace Arch.Analyzers.Tests.Layers;

public class ApiExposesEntityTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.AspNetCore.Mvc;


        """;

    private const string Model = "\npublic abstract class Entity { public Guid Id { get; set; } }\npublic class Visit : Entity { }\npublic record VisitDto(Guid Id);\npublic static class Store { public static List<Visit> Visits = []; public static Visit Find(Guid id) => Visits[0]; }\n";

    private static string Controller(string members, string bases = " : ControllerBase", string name = "VisitsController") => Usings + $"public class {name}{bases} {{ {members} }}" + Model;

    private static string App(string statements) => Usings + "var app = WebApplication.Create(args);\n" + statements + "\napp.Run();" + Model;

    // ---- Silent

    [Theory]
    [InlineData("public VisitDto Get(Guid id) => new(id);")]
    [InlineData("public IActionResult Get(Guid id) => Ok(Store.Find(id));")]
    [InlineData("[NonAction] public Visit Find(Guid id) => Store.Find(id);")]
    [InlineData("private Visit Find(Guid id) => Store.Find(id);")]
    [InlineData("public static Visit Find(Guid id) => Store.Find(id);")]
    [InlineData("[ProducesResponseType(typeof(Visit), 200)] public IActionResult Get() => Ok();")]
    [InlineData("public VisitDto Get([FromServices] List<Visit> visits) => new(visits[0].Id);")]
    public Task Dto_IsSilent(string members) => Rule.Csharp(Refs.Web, Controller(members));

    [Theory]
    [InlineData("", "VisitsController")]
    [InlineData(" : Own.ControllerBase", "VisitsController")]
    public Task NoController_IsSilent(string bases, string name) =>
        Rule.Csharp(Refs.Web, Controller("public Visit Get(Guid id) => Store.Find(id);", bases, name) + "namespace Own { public class ControllerBase; }");

    [Theory]
    [InlineData("app.MapGet(\"/visits/{id}\", (Guid id) => new VisitDto(id));")]
    [InlineData("app.MapGet(\"/visits/{id}\", (Guid id) => Results.Ok(Store.Find(id)));")]
    [InlineData("app.MapGet(\"/visits/{id}\", IResult (Guid id) => TypedResults.Ok(Store.Find(id)));")]
    [InlineData("app.MapPost(\"/visits\", (VisitDto visit) => Results.NoContent());")]
    public Task Mapped_IsSilent(string statements) => Rule.Csharp(Refs.Web, App(statements));

    [Fact]
    public Task TestProject_IsSilent() => Rule.Csharp(Refs.Web, Controller("public Visit Get(Guid id) => Store.Find(id);"), options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing

    [Fact]
    public Task Result_Reports() => Rule.Csharp(
        Refs.Web,
        Controller("public [|Visit|] Get(Guid id) => Store.Find(id);"),
        message: "'Get' exposes entity 'Visit' in the HTTP contract; use a request or response DTO (clients would couple to the model, and a bound entity can be over-posted)");

    [Theory]
    [InlineData("public async Task<ActionResult<IEnumerable<[|Visit|]>>> All() { await Task.Yield(); return Store.Visits; }")]
    [InlineData("public IActionResult Post([FromBody] [|Visit|] visit) => Ok();")]
    [InlineData("public IActionResult Post(List<[|Visit|]> visits) => Ok();")]
    public Task EveryForm_Reports(string members) => Rule.Csharp(Refs.Web, Controller(members));

    [Fact]
    public Task Attribute_Reports() => Rule.Csharp(Refs.Web, Controller("public [|Visit|] Get(Guid id) => Store.Find(id);", " : Base", "Visits").Replace("public class Visits", "[ApiController] public class Visits") + "public class Base;");

    [Theory]
    [InlineData("app.MapPost(\"/visits\", ([|Visit|] visit) => Results.NoContent());")]
    [InlineData("app.MapGet(\"/visits/{id}\", [|(Guid id)|] => Store.Find(id));")]
    [InlineData("app.MapGet(\"/visits/{id}\", [|(Guid id)|] => TypedResults.Ok(Store.Find(id)));")]
    [InlineData("app.MapGet(\"/visits/{id}\", Ok<[|Visit|]> (Guid id) => TypedResults.Ok(Store.Find(id)));")]
    [InlineData("app.MapGet(\"/visits\", [|()|] => Store.Visits);")]
    public Task Mapped_Reports(string statements) => Rule.Csharp(Refs.Web, App(statements));
}
