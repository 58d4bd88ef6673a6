using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.GetEndpointWrites>;

namespace Arch.Analyzers.Tests.Layers;

public class GetEndpointWritesTests
{
    private const string Usings = """
        using System;
        using System.Linq;
        using System.Threading.Tasks;
        using Amazon.SQS;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;


        """;

    private const string Db = "\npublic class Visit { public Guid Id { get; set; } }\npublic class ClinicDb : DbContext { public DbSet<Visit> Visits => Set<Visit>(); }\n";

    private static string Controller(string attributes, string body = "await db.SaveChangesAsync();", string name = "Show", string members = "") => Usings + $$"""
        public class VisitsController(ClinicDb db, IAmazonSQS queue) : ControllerBase
        {
            {{attributes}}
            public async Task {{name}}() { await Task.Yield(); {{body}} }

            {{members}}
        }
        """ + Db;

    private static string App(string statements, string types = "") => Usings + $$"""
        var app = WebApplication.Create(args);
        {{statements}}
        app.Run();
        {{types}}
        """ + Db;

    // ---- Silent

    [Theory]
    [InlineData("[HttpPost]")]
    [InlineData("[HttpGet, HttpPost]")]
    [InlineData("[HttpGet][HttpDelete(\"{id}\")]")]
    [InlineData("[AcceptVerbs(\"GET\", \"POST\")]")]
    [InlineData("[Route(\"visits\")]")]
    [InlineData("[Own.HttpGet]")]
    public Task OtherVerbs_IsSilent(string attributes) => Rule.Csharp(Refs.Cqrs, Controller(attributes) + "namespace Own { class HttpGetAttribute : Attribute; }");

    [Theory]
    [InlineData("[HttpGet]", "ConfirmEmail")]
    [InlineData("[HttpGet]", "SignInCallback")]
    [InlineData("[HttpGet(\"mail/unsubscribe/{id}\")]", "Leave")]
    [InlineData("[HttpGet, Route(\"verify-mail\")]", "Leave")]
    public Task Link_IsSilent(string attributes, string name) => Rule.Csharp(Refs.Cqrs, Controller(attributes, name: name));

    [Theory]
    [InlineData("await db.Visits.ToListAsync();")]
    [InlineData("await queue.SendMessageAsync(\"url\", \"seen\");")]
    public Task Reading_IsSilent(string body) => Rule.Csharp(Refs.Cqrs, Controller("[HttpGet]", body));

    [Theory]
    [InlineData("app.MapPost(\"/visits\", (ClinicDb db) => db.SaveChangesAsync());")]
    [InlineData("app.MapGet(\"/visits\", (ClinicDb db) => db.Visits.CountAsync());")]
    [InlineData("app.MapGet(\"/confirm/{id}\", (ClinicDb db) => db.SaveChangesAsync());")]
    [InlineData("app.MapMethods(\"/visits\", [\"GET\", \"POST\"], (ClinicDb db) => db.SaveChangesAsync());")]
    [InlineData("app.MapMethods(\"/visits\", args, (ClinicDb db) => db.SaveChangesAsync());")]
    [InlineData("app.MapGet(\"/visits\", Elsewhere.Handler);", "static class Elsewhere { public static Func<ClinicDb, Task> Handler = db => db.SaveChangesAsync(); }")]
    public Task Mapped_IsSilent(string statements, string types = "") => Rule.Csharp(Refs.Cqrs, App(statements, types));

    [Fact]
    public Task OwnMapGet_IsSilent() => Rule.Csharp(Refs.Cqrs, Usings + """
        class Jobs { public void MapGet(string name, Func<ClinicDb, Task> job) { } void Run() => MapGet("nightly", db => db.SaveChangesAsync()); }
        """ + Db);

    [Fact]
    public Task Allowed_IsSilent() => Rule.Project(Refs.Cqrs, Controller("[HttpGet]"), [("arch.json", """{ "cqrs": { "allowedWrites": ["**.DbContext.SaveChanges*"] } }""")]);

    [Fact]
    public Task TestProject_IsSilent() => Rule.Csharp(Refs.Cqrs, Controller("[HttpGet]"), options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing

    [Theory]
    [InlineData("[HttpGet]")]
    [InlineData("[HttpGet(\"{id}\"), HttpHead]")]
    [InlineData("[Microsoft.AspNetCore.Mvc.HttpGetAttribute]")]
    [InlineData("[AcceptVerbs(\"get\", \"HEAD\")]")]
    public Task Action_Reports(string attributes) => Rule.Csharp(
        Refs.Cqrs,
        Controller(attributes, "await db.[|SaveChangesAsync|]();"),
        message: "GET endpoint 'Show' writes: 'DbContext.SaveChangesAsync'; browsers, proxies and crawlers prefetch and repeat GET: use POST, PUT or DELETE");

    [Fact]
    public Task MethodOfTheController_ReportsOnce() => Rule.Csharp(
        Refs.Cqrs, Controller("[HttpGet]", "await Touch();", members: "[HttpGet(\"all\")] public Task All() => Touch(); private Task Touch() => db.[|SaveChangesAsync|]();"));

    [Theory]
    [InlineData("app.MapGet(\"/visits/{id}\", async (Guid id, ClinicDb db) => { await db.Visits.Where(v => v.Id == id).[|ExecuteDeleteAsync|](); return Results.Ok(); });")]
    [InlineData("app.MapGroup(\"/api\").MapGet(\"/visits/{id}\", Show); static Task Show(ClinicDb db) => db.[|SaveChangesAsync|]();")]
    [InlineData("app.MapGet(\"/visits/{id}\", Visits.Show);", "static class Visits { public static Task Show(ClinicDb db) => Touch(db); private static Task Touch(ClinicDb db) => db.[|SaveChangesAsync|](); }")]
    [InlineData("app.MapMethods(\"/visits/{id}\", new[] { \"GET\", HttpMethods.Head }, (ClinicDb db) => db.SaveChangesAsync());")]
    [InlineData("app.MapMethods(\"/visits/{id}\", new[] { \"GET\", \"HEAD\" }, (ClinicDb db) => db.[|SaveChangesAsync|]());")]
    public Task Mapped_Reports(string statements, string types = "") => Rule.Csharp(Refs.Cqrs, App(statements, types));

    [Fact]
    public Task Link_WhenAsked_Reports() => Rule.Csharp(
        Refs.Cqrs, Controller("[HttpGet]", "await db.[|SaveChangesAsync|]();", "ConfirmEmail"), options: new() { ["arch.ARCH4016.confirmation_links"] = "report" });
}
