using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.QueryWrites>;

namespace Arch.Analyzers.Tests.Layers;

public class QueryWritesTests
{
    /// <summary>What handlers are written with: own interfaces, stand-ins for MediatR, and a database.</summary>
    internal const string Clinic = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.Model;
        using Amazon.S3;
        using Amazon.S3.Model;
        using Amazon.SQS;
        using Amazon.SQS.Model;
        using Clinic;
        using Dapper;
        using MassTransit;
        using MediatR;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;

        namespace MediatR
        {
            public interface IRequest { }
            public interface IRequest<out R> { }
            public interface IRequestHandler<in Q> { Task Handle(Q request, CancellationToken token); }
            public interface IRequestHandler<in Q, R> { Task<R> Handle(Q request, CancellationToken token); }
            public interface ISender { Task<R> Send<R>(IRequest<R> request, CancellationToken token = default); Task Send(IRequest request, CancellationToken token = default); }
            public interface IPublisher { Task Publish(object notification, CancellationToken token = default); }
        }

        namespace Clinic
        {
            public interface IQuery<out R> : IRequest<R> { }
            public interface ICommand : IRequest { }
            public interface IQueryHandler<in Q, R> : IRequestHandler<Q, R> where Q : IQuery<R> { }
            public class Visit { public Guid Id { get; set; } public DateTime LastSeen { get; set; } }
            public class ClinicDb : DbContext { public DbSet<Visit> Visits => Set<Visit>(); }
            public interface IVisitRepository { Task<Visit> FindAsync(Guid id); Task AddAsync(Visit visit); Task UpdatedSince(DateTime time); void Update(Visit visit); }
            public interface IClinicDbContext { Task<int> SaveChangesAsync(CancellationToken token); }
            public record GetVisit(Guid Id) : IQuery<Guid>;
            public record CloseVisit(Guid Id) : ICommand;
            public record CreateVisit(Guid Id) : IRequest<Guid>;
        }


        """;

    internal static string Handler(string body, string members = "", string bases = "IQueryHandler<GetVisit, Guid>", string parameter = "GetVisit") => Clinic + $$"""
        class GetVisitHandler(ClinicDb db, IVisitRepository visits, ISender sender, IPublisher publisher, IAmazonDynamoDB dynamo, IDynamoDBContext records, IAmazonS3 files, IAmazonSQS queue,
            IPublishEndpoint bus, IDistributedCache cache, IMemoryCache memory, System.Data.Common.DbConnection connection, IClinicDbContext clinic) : {{bases}}
        {
            public async Task<Guid> Handle({{parameter}} request, CancellationToken token)
            {
                await Task.Yield();
                {{body}}
                return default;
            }

            {{members}}
        }
        """;

    // ---- Silent

    [Theory]
    [InlineData("var list = new List<Visit>(); list.AddRange(new Visit[0]); list.Add(new Visit()); list.Remove(null!);")]
    [InlineData("var seen = new HashSet<Guid>(); seen.Add(request.Id); seen.Remove(request.Id);")]
    [InlineData("var visit = await db.Visits.SingleAsync(v => v.Id == request.Id, token); visit.LastSeen = DateTime.UtcNow;")]
    [InlineData("await visits.FindAsync(request.Id); await visits.UpdatedSince(DateTime.UtcNow);")]
    [InlineData("await cache.SetStringAsync(\"visit\", \"x\", token); await cache.RemoveAsync(\"visit\", token); memory.Set(\"visit\", 1); memory.Remove(\"visit\");")]
    [InlineData("await db.Database.ExecuteSqlRawAsync(\"SET LOCAL statement_timeout = 5000\", token); await db.Database.ExecuteSqlAsync($\"EXPLAIN SELECT {request.Id}\");")]
    [InlineData("var sql = request.ToString(); await db.Database.ExecuteSqlRawAsync(sql, token);")]
    [InlineData("await db.Visits.FromSqlRaw(\"SELECT * FROM visits\").ToListAsync(token); await db.Database.SqlQueryRaw<int>(\" -- DELETE\\n SELECT 1\").ToListAsync(token);")]
    [InlineData("await connection.ExecuteAsync(\"SET search_path TO clinic\"); await connection.QueryAsync<int>(\"SELECT 1\"); await connection.ExecuteAsync(new CommandDefinition(\"x\"));")]
    [InlineData("await dynamo.GetItemAsync(new GetItemRequest(), token); await files.GetObjectAsync(\"a\", \"b\", token); await queue.ReceiveMessageAsync(new ReceiveMessageRequest(), token);")]
    [InlineData("await sender.Send(new GetVisit(request.Id), token);")]
    [InlineData("System.Linq.Expressions.Expression<Func<Visit, bool>> seen = v => db.Visits.Add(v) != null;")]
    [InlineData("Console.WriteLine(nameof(db.SaveChangesAsync));")]
    public Task Reading_IsSilent(string body) => Rule.Csharp(Refs.Cqrs, Handler(body));

    [Theory]
    [InlineData("IRequestHandler<CreateVisit, Guid>", "CreateVisit")]
    [InlineData("IRequestHandler<Other, Guid>", "Other")]
    public Task OtherHandler_IsSilent(string bases, string parameter) =>
        Rule.Csharp(Refs.Cqrs, Handler("await db.SaveChangesAsync(token);", bases: bases, parameter: parameter) + "record Other : IRequest<Guid>;");

    [Fact]
    public Task OtherMethodOfTheClass_IsSilent() => Rule.Csharp(Refs.Cqrs, Handler("", "public async Task Handle(CloseVisit command) => await db.SaveChangesAsync();"));

    [Fact]
    public Task TwoLevelsDown_IsSilent() => Rule.Csharp(Refs.Cqrs, Handler("await First();", "private Task First() => Second(); private Task Second() => db.SaveChangesAsync();"));

    [Fact]
    public Task ClassCalledQuery_IsSilent() => Rule.Csharp(Refs.Cqrs, Clinic + "class CloseVisitsQuery(ClinicDb db) { public Task Run() => db.SaveChangesAsync(); }");

    [Fact]
    public Task Allowed_IsSilent() => Rule.Project(
        Refs.Cqrs, Handler("await visits.AddAsync(null!);"), [("arch.json", """{ "cqrs": { "allowedWrites": ["**.IVisitRepository.Add*"] } }""")]);

    [Fact]
    public Task OtherQueries_ReplaceTheDefaults_IsSilent() => Rule.Project(
        Refs.Cqrs, Handler("await db.SaveChangesAsync(token);", bases: "IRequestHandler<FindVisitQuery, Guid>", parameter: "FindVisitQuery") + "record FindVisitQuery : IRequest<Guid>;",
        [("arch.json", """{ "cqrs": { "query": ["*Lookup"] } }""")]);

    [Fact]
    public async Task BrokenConfiguration_IsSilent()
    {
        var lint = new Lint { References = Refs.Cqrs, Sources = [("Code.cs", Handler("await db.SaveChangesAsync(token);"))], Files = [("arch.json", """{ "cqrs": { "querys": [] } }""")] };
        Assert.Equal("ARCH9001", Assert.Single(await lint.RunAsync()).Id);
    }

    [Fact]
    public Task TestProject_IsSilent() => Rule.Csharp(Refs.Cqrs, Handler("await db.SaveChangesAsync(token);"), options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing: what writes

    [Theory]
    [InlineData("await db.[|SaveChangesAsync|](token);", "ClinicDb.SaveChangesAsync")]
    [InlineData("db.Visits.[|Add|](new Visit());", "DbSet.Add")]
    [InlineData("db.[|RemoveRange|](db.Visits);", "DbContext.RemoveRange")]
    [InlineData("await db.Visits.Where(v => v.Id == request.Id).[|ExecuteDeleteAsync|](token);", "EntityFrameworkQueryableExtensions.ExecuteDeleteAsync")]
    [InlineData("await db.Visits.[|ExecuteUpdateAsync|](set => set.SetProperty(v => v.LastSeen, DateTime.UtcNow), token);", "EntityFrameworkQueryableExtensions.ExecuteUpdateAsync")]
    [InlineData("await db.Database.[|ExecuteSqlRawAsync|](\"UPDATE visits SET seen = now()\", token);", "RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync")]
    [InlineData("await db.Database.[|ExecuteSqlAsync|]($\"call close_visit({request.Id})\", token);", "RelationalDatabaseFacadeExtensions.ExecuteSqlAsync")]
    [InlineData("await db.Database.[|SqlQueryRaw<int>|](\"/* next */ UPDATE counters SET n = n + 1 RETURNING n\").ToListAsync(token);", "RelationalDatabaseFacadeExtensions.SqlQueryRaw")]
    [InlineData("await db.Visits.[|FromSqlRaw|](\"delete from visits returning *\").ToListAsync(token);", "RelationalQueryableExtensions.FromSqlRaw")]
    [InlineData("await connection.[|ExecuteAsync|](\"INSERT INTO seen VALUES (1)\");", "SqlMapper.ExecuteAsync")]
    [InlineData("await dynamo.[|PutItemAsync|](new PutItemRequest(), token);", "IAmazonDynamoDB.PutItemAsync")]
    [InlineData("await records.[|SaveAsync|](new Visit(), token);", "IDynamoDBContext.SaveAsync")]
    [InlineData("await files.[|DeleteObjectAsync|](\"a\", \"b\", token);", "IAmazonS3.DeleteObjectAsync")]
    [InlineData("await queue.[|SendMessageAsync|](new SendMessageRequest(), token);", "IAmazonSQS.SendMessageAsync")]
    [InlineData("await bus.[|Publish|](new Visit(), token);", "IPublishEndpoint.Publish")]
    [InlineData("await publisher.[|Publish|](new Visit(), token);", "IPublisher.Publish")]
    [InlineData("await sender.[|Send|](new CloseVisit(request.Id), token);", "ISender.Send")]
    [InlineData("await sender.[|Send|](new CreateVisit(request.Id), token);", "ISender.Send")]
    [InlineData("visits.[|Update|](new Visit());", "IVisitRepository.Update")]
    [InlineData("await visits.[|AddAsync|](new Visit());", "IVisitRepository.AddAsync")]
    [InlineData("await clinic.[|SaveChangesAsync|](token);", "IClinicDbContext.SaveChangesAsync")]
    [InlineData("db?.[|SaveChanges|]();", "DbContext.SaveChanges")]
    [InlineData("foreach (var id in new[] { request.Id }) await Task.Run(() => db.[|SaveChangesAsync|](token));", "DbContext.SaveChangesAsync")]
    public Task Write_Reports(string body, string shown) => Rule.Csharp(
        Refs.Cqrs, Handler(body),
        message: $"Query handler 'GetVisitHandler' writes: '{shown.Replace("ClinicDb.", "DbContext.")}'; a query must not change state (it may run on a read replica, be cached or repeated): move the write to a command");

    // ---- Firing: who handles queries

    [Theory]
    [InlineData("IRequestHandler<FindVisitQuery, Guid>", "FindVisitQuery")]
    [InlineData("IRequestHandler<GetVisit, Guid>", "GetVisit")]
    [InlineData("IDisposable", "FindVisitQuery")]
    public Task EveryHandler_Reports(string bases, string parameter) => Rule.Csharp(
        Refs.Cqrs, Handler("await db.[|SaveChangesAsync|](token);", "public void Dispose() { }", bases, parameter) + "record FindVisitQuery : IRequest<Guid>;");

    [Fact]
    public Task Consumer_Reports() => Rule.Csharp(Refs.Cqrs, Clinic + """
        record FindVisitQuery;
        class FindVisit(ClinicDb db) : IConsumer<FindVisitQuery>
        {
            public Task Consume(ConsumeContext<FindVisitQuery> context) => db.[|SaveChangesAsync|]();
        }
        """);

    [Fact]
    public Task ExplicitImplementation_Reports() => Rule.Csharp(Refs.Cqrs, Clinic + """
        class Finder(ClinicDb db) : IQueryHandler<GetVisit, Guid>
        {
            async Task<Guid> IRequestHandler<GetVisit, Guid>.Handle(GetVisit query, CancellationToken token) { await db.[|SaveChangesAsync|](token); return query.Id; }
        }
        """);

    [Fact]
    public Task Mediator_Reports() => Rule.Csharp(Refs.Cqrs, """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Mediator;
        using Microsoft.EntityFrameworkCore;

        record GetVisit(Guid Id) : IQuery<Guid>;
        record CloseVisit(Guid Id) : ICommand<Guid>;
        class GetVisitHandler(DbContext db, ISender sender) : IQueryHandler<GetVisit, Guid>
        {
            public async ValueTask<Guid> Handle(GetVisit query, CancellationToken token)
            {
                await sender.[|Send|](new CloseVisit(query.Id), token);
                await db.[|SaveChangesAsync|](token);
                return query.Id;
            }
        }
        """);

    [Fact]
    public Task ConfiguredHandler_Reports() => Rule.Project(
        Refs.Cqrs,
        Clinic + "namespace Clinic.Reads { class Visits(ClinicDb db) { public Task Find() => db.[|SaveChangesAsync|](); } }",
        [("arch.json", """{ "cqrs": { "queryHandlers": ["**.Reads.*"] } }""")]);

    [Fact]
    public Task ConfiguredWrite_Reports() => Rule.Project(
        Refs.Cqrs,
        Handler("await ledger.[|Post|](1);", "private readonly ILedger ledger = null!;") + "interface ILedger { Task Post(int amount); Task Read(); }",
        [("arch.json", """{ "cqrs": { "writes": ["ILedger.{Post,Void}*", "**.ILedger.Post"] } }""")]);

    [Fact]
    public Task OneLevelDown_ReportsOnce() => Rule.Csharp(
        Refs.Cqrs, Handler("await Touch(); await this.Touch(); Local(); void Local() => db.[|SaveChanges|]();", "private Task Touch() => db.[|SaveChangesAsync|]();"));

    [Fact]
    public Task OtherContext_Reports() => Rule.Project(
        Refs.Cqrs,
        Clinic + """
        class ClinicReadDb : DbContext;
        class GetVisitHandler([|ClinicDb|] db, ClinicReadDb reading) : IQueryHandler<GetVisit, Guid>
        {
            public Task<Guid> Handle(GetVisit query, CancellationToken token) => Task.FromResult(query.Id);
        }
        """,
        [("arch.json", """{ "cqrs": { "readContext": "ClinicReadDb" } }""")],
        "Query handler 'GetVisitHandler' takes 'ClinicDb', but queries read through 'ClinicReadDb' here (it may be a replica): take that one, and leave writing to commands");
}
