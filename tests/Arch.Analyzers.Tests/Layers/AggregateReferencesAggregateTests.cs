using Arch.Analyzers.Tests.Harness;
using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Layers.AggregateReferencesAggregate>;

namespace Arch.Analyzers.Tests.Layers;

public class AggregateReferencesAggregateTests
{
    private const string Model = """
        using System;
        using System.Collections.Generic;

        interface IAggregateRoot { }
        abstract class Entity { public Guid Id { get; set; } }
        class Patient : Entity, IAggregateRoot { }
        class Invoice : Entity, IAggregateRoot { public List<Line> Lines { get; } = []; }


        """;

    private static Task Verified(string code, string? message = null) => Rule.Csharp(Refs.Net10, Model + code + "\nclass Line : Entity { public Invoice? Invoice { get; set; } }", message);

    // ---- Silent

    [Theory]
    [InlineData("class Visit : Entity, IAggregateRoot { public Guid PatientId { get; set; } }")]
    [InlineData("class Ward : Entity, IAggregateRoot { public Ward? Parent { get; set; } }")]
    [InlineData("class Visit : Entity, IAggregateRoot { public Guid? PatientId { get; set; } public Patient? Patient { get; } }")]
    [InlineData("class Visit : Entity, IAggregateRoot { public Guid GuestId { get; set; } public Patient? Guest { get; } }")]
    [InlineData("class Visit : Entity, IAggregateRoot { public static Patient? Nobody { get; set; } }")]
    [InlineData("class VisitDto { public Patient? Patient { get; set; } }")]
    [InlineData("class Visit : Entity, IAggregateRoot { public void Take(Patient patient) { } }")]
    [InlineData("class Visit : Entity, IAggregateRoot { public Line? Line { get; set; } }")]
    [InlineData("class Child : Patient { public Patient? Mother { get; set; } }")]
    public Task NoOtherAggregate_IsSilent(string code) => Verified(code);

    [Fact]
    public Task NoMarkers_IsSilent() => Rule.Csharp(Refs.Net10, "abstract class Entity { } class Patient : Entity { } class Visit : Entity { public Patient? Patient { get; set; } }");

    [Fact]
    public Task TestProject_IsSilent() => Rule.Csharp(
        Refs.Net10, Model + "class Line { } class Visit : Entity { public Patient? Patient { get; set; } }", options: new() { ["build_property.IsTestProject"] = "true" });

    // ---- Firing

    [Fact]
    public Task Property_Reports() => Verified(
        "class Visit : Entity, IAggregateRoot { public [|Patient|]? Patient { get; set; } }",
        message: "'Visit' holds aggregate 'Patient'; hold its id ('PatientId') instead: one transaction changes one aggregate");

    [Theory]
    [InlineData("class Visit : Entity, IAggregateRoot { private readonly List<[|Patient|]> _patients = []; }")]
    [InlineData("class Visit : Entity, IAggregateRoot { public [|Patient|][] Patients = []; }")]
    [InlineData("class Visit : Entity, IAggregateRoot { public Dictionary<Guid, [|Invoice|]> Bills { get; } = new(); }")]
    [InlineData("class Visit : Entity { public [|Patient|]? Patient { get; set; } }")]
    public Task EveryForm_Reports(string code) => Verified(code);

    [Fact]
    public Task ConfiguredAggregate_Reports() => Rule.Project(
        Refs.Net10, "class Root { } class Bed : Root { } abstract class Entity { } class Room : Entity { public [|Bed|]? Bed { get; set; } }",
        [("arch.json", """{ "cqrs": { "aggregates": ["base:Root"] } }""")]);
}
