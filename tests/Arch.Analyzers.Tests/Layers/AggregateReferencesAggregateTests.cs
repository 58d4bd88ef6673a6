using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;
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

    /// <summary>The base of all aggregates may lie in another project of the solution, also in one that is called like parts of .NET.</summary>
    [Theory]
    [InlineData("Shop.Domain", "Shop.SharedKernel")]
    [InlineData("Microsoft.Shop.Domain", "Microsoft.Shop.SharedKernel")]
    public Task BaseOfAnotherProject_Reports(string assembly, string kernel) => Expectation.VerifyAsync(
        new Lint
        {
            AssemblyName = assembly,
            References = Refs.Net10.With(kernel, "public abstract class Root { } public abstract class AggregateRoot : Root { }"),
            Sources = [("Code0.cs", "class Bed : AggregateRoot { } class Room : AggregateRoot { public [|Bed|] Bed { get; } = new(); }")],
        },
        "ARCH4015");

    /// <summary>Nobody looks at the classes of a project without aggregates that references nothing but .NET.</summary>
    [Theory]
    [InlineData("class Bed { }", false)]
    [InlineData("interface IAggregateRoot { }", true)]
    public async Task Registration_NeedsAnAggregate(string code, bool registers)
    {
        var lint = new Lint { References = Refs.Net10, Sources = [("Code0.cs", code)] };
        var withAnalyzers = new CompilationWithAnalyzers(lint.Compile(), [new Arch.Analyzers.Layers.CqrsAnalyzer()], lint.AnalyzerOptions());
        var telemetry = await withAnalyzers.GetAnalyzerTelemetryInfoAsync(withAnalyzers.Analyzers[0], default);
        Assert.Equal(registers, telemetry.SyntaxNodeActionsCount > 0);
    }
}
