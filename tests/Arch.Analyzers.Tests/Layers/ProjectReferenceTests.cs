using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Layers;

public class ProjectReferenceTests
{
    private const string Json = """
        {
          "layers": {
            "Domain": { "match": "Clinic.Visits", "mayUse": [] },
            "Storage": { "match": ["asm:Clinic.Tables", "Clinic.Rows"], "mayUse": ["Domain"] },
            "Api": { "match": "Clinic.Desk", "mayUse": ["Domain"], "compositionRoot": { "mayUse": ["Storage"] } },
            "Tools": { "match": "Clinic.Tools" }
          }
        }
        """;

    // ---- Silent

    [Theory]
    [InlineData("Clinic.Infrastructure", "Clinic.Domain")]
    [InlineData("Clinic.Domain", "Clinic.SharedKernel")]
    [InlineData("Clinic.Api", "Clinic.Infrastructure")]
    [InlineData("Clinic.Domain", "Clinic.Visits.Domain")]
    [InlineData("Clinic.Domain", "Clinic.Core")]
    [InlineData("Clinic.Core", "Clinic.Infrastructure")]
    [InlineData("Clinic.Domain", "Other.Infrastructure")]
    [InlineData("Clinic.Domain.Tests", "Clinic.Infrastructure")]
    [InlineData("Clinic.Domain", "Clinic.Infrastructure", "Clinic.Visits", "Clinic.Rows", true)]
    public Task AllowedOrUnknown_IsSilent(string from, string to, string? other = null, string? project = null, bool json = false) =>
        Verify(other ?? from, project ?? to, Csproj($"""<ProjectReference Include="../{project ?? to}/{project ?? to}.csproj" />"""), json: json ? Json.Replace("[]", "[\"Storage\"]") : null);

    [Fact]
    public Task CompositionRoot_IsSilent() => Verify("Clinic.Desk", "Clinic.Tables", Csproj("""<ProjectReference Include="../Clinic.Tables/Clinic.Tables.csproj" />"""), json: Json);

    [Fact]
    public Task Transitive_IsSilent() => Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj("""<ProjectReference Include="../Clinic.Core/Clinic.Core.csproj" />"""), given: "Clinic.Core");

    [Fact]
    public Task NoReferenceSaysTheBuild_IsSilent() => Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj("""<ProjectReference Include="../X/Clinic.Infrastructure.csproj" Condition="'$(A)' == ''" />"""), given: "");

    [Theory]
    [InlineData("""{ "rule": "ARCH4003", "from": "Clinic.Visits", "to": "asm:Clinic.Tables", "because": "CLINIC-12" }""")]
    [InlineData("""{ "from": "asm:Clinic.{x}", "to": "Clinic.{!x}", "because": "CLINIC-12" }""")]
    public Task Exception_IsSilent(string exception) => Verify(
        "Clinic.Visits", "Clinic.Tables", Csproj("""<ProjectReference Include="../Clinic.Tables/Clinic.Tables.csproj" />"""),
        json: Json[..Json.LastIndexOf('}')] + $", \"exceptions\": [ {exception} ] }}");

    /// <summary>What a narrower exception accepts cannot be written without the reference.</summary>
    [Theory]
    [InlineData("""{ "from": "type:Visit", "to": "asm:Clinic.Tables", "because": "CLINIC-12" }""")]
    [InlineData("""{ "rule": "ARCH4001", "from": "asm:Clinic.Visits", "to": "type:Table", "because": "CLINIC-12" }""")]
    public Task ExceptionForATypeOfIt_IsSilent(string exception) => Exception_IsSilent(exception);

    [Theory]
    [InlineData("namespace Clinic.Visits.Laws { public class Law; }", "")]
    [InlineData("namespace Clinic.Tools { public class Wrench; }", "")]
    [InlineData("", "namespace Clinic.Tools { class Wrench; }")]
    [InlineData("", "namespace Clinic.Rows { class Row; }")]
    public Task AssemblyWithCodeThatMayBeUsed_IsSilent(string source, string code) => Verify(
        "Clinic.Visits", "Clinic.Tables", Csproj("""<ProjectReference Include="../Clinic.Tables/Clinic.Tables.csproj" />"""), source: source, code: code,
        json: Json.Replace("\"mayUse\": [] }", "\"mayUse\": [\"Tools\"] }"));

    private const string Contexts = """
        { "contexts": { "match": "Clinic.{ctx}", "public": "Clinic.{ctx}.Contracts", "shared": ["Clinic.Host", "Clinic.Common"], "allow": [ { "from": "Reporting", "to": "*", "because": "reads" } ] } }
        """;

    [Theory]
    [InlineData("Clinic.Booking", "Clinic.Booking.Storage")]
    [InlineData("Clinic.Booking", "Clinic.Billing.Contracts")]
    [InlineData("Clinic.Booking", "Clinic.Common")]
    [InlineData("Clinic.Host", "Clinic.Billing")]
    [InlineData("Clinic.Reporting", "Clinic.Billing")]
    [InlineData("Clinic.Booking", "Clinic.Billing", "namespace Clinic.Billing.Contracts { public class Paid; }")]
    [InlineData("Clinic.Booking", "Clinic.Billing", "namespace Clinic.Common.Money { public class Paid; }")]
    public Task ContextThatMayBeUsed_IsSilent(string from, string to, string source = "") =>
        Verify(from, to, Csproj($"""<ProjectReference Include="../{to}/{to}.csproj" />"""), source: source, json: Contexts);

    [Theory]
    [InlineData("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" ReferenceOutputAssembly="false" />""")]
    [InlineData("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj"><ReferenceOutputAssembly>false</ReferenceOutputAssembly></ProjectReference>""")]
    [InlineData("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj"><ReferenceOutputAssembly Condition="'$(A)' == ''">true</ReferenceOutputAssembly></ProjectReference>""")]
    [InlineData("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" ReferenceOutputAssembly="$(Linked)" />""")]
    [InlineData("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" OutputItemType="Analyzer" />""")]
    [InlineData("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" Condition="'$(A)' == ''" />""")]
    [InlineData("""<ProjectReference Include="../**/*.csproj" />""")]
    [InlineData("""<ProjectReference Include="@(Others)" />""")]
    [InlineData("""<ProjectReference Include="../$(Name)/$(Name).csproj" />""")]
    [InlineData("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" /><ProjectReference Remove="@(ProjectReference)" />""")]
    [InlineData("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" /><ProjectReference Update="@(ProjectReference)" ReferenceOutputAssembly="false" />""")]
    [InlineData("""<!-- <ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" /> -->""")]
    [InlineData("""<PackageReference Include="Clinic.Infrastructure" Version="1.0.0" />""")]
    public Task WithoutTheBuild_WhatIsNotCertain_IsSilent(string element) => Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj(element));

    [Theory]
    [InlineData("""<ItemGroup Condition="'$(A)' == ''">ELEMENT</ItemGroup>""")]
    [InlineData("""<Target Name="A"><ItemGroup>ELEMENT</ItemGroup></Target>""")]
    [InlineData("""<Choose><When Condition="'$(A)' == ''"><ItemGroup>ELEMENT</ItemGroup></When></Choose>""")]
    public Task WithoutTheBuild_WhatMayNotCount_IsSilent(string xml) => Verify("Clinic.Domain", "Clinic.Infrastructure",
        $"<Project>{xml.Replace("ELEMENT", """<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" />""")}</Project>");

    [Theory]
    [InlineData("Tables=Clinic.Core")]
    [InlineData("Tables=Clinic.Infrastructure,Tables=Clinic.Core")]
    [InlineData("")]
    public Task AssemblyOfAnotherName_IsSilent(string assemblies) =>
        Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj("""<ProjectReference Include="../Tables/Tables.csproj" />"""), given: "Tables", assemblies: assemblies);

    [Fact]
    public Task ProjectOfAnotherName_IsSilent_Unknown() => Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj("""<ProjectReference Include="../Tables/Tables.csproj" />"""));

    [Fact]
    public Task OtherTargetFramework_IsSilent() => Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" />"""),
        more: ("build_property._ArchPrimaryTarget", "false"));

    [Fact]
    public Task IgnoredWithAReason_IsSilent() => Verify("Clinic.Domain", "Clinic.Infrastructure",
        Csproj("<!-- arch:ignore ARCH4003 goes away with CLINIC-12 -->\n    <ProjectReference Include=\"../Clinic.Infrastructure/Clinic.Infrastructure.csproj\" />"));

    [Theory]
    [InlineData("<Project><ItemGroup>")]
    [InlineData("")]
    [InlineData("<Project />")]
    public async Task FileThatSaysNothing_IsSilent(string csproj) =>
        Assert.DoesNotContain(await NewLint("Clinic.Domain", "Clinic.Infrastructure", ("Clinic.Domain.csproj", csproj)).RunAsync(), finding => finding.Id == "ARCH4003");

    [Fact]
    public Task FileElsewhere_IsSilent() => Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" />"""), path: "templates/New.csproj");

    // ---- Reporting

    [Fact]
    public Task Preset_Reports() => Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj("""[|<ProjectReference|] Include="..\Clinic.Infrastructure\Clinic.Infrastructure.csproj" />"""),
        message: "Project 'Clinic.Domain' (Domain) references project 'Clinic.Infrastructure' (Infrastructure), which Domain must not use; "
            + "remove the reference, or move what needs it to Infrastructure [clean preset]");

    [Fact]
    public Task Json_Reports_WithItsLine() => Verify("Clinic.Visits", "Clinic.Tables", Csproj("""[|<ProjectReference|] Include="../Clinic.Tables/Clinic.Tables.csproj" />"""), json: Json,
        message: "Project 'Clinic.Visits' (Domain) references project 'Clinic.Tables' (Storage), which Domain must not use; remove the reference, or move what needs it to Storage [arch.json:3]");

    [Fact]
    public Task TwoThatMayNotKnowEachOther_Reports_WhoMayKnowBoth() => Verify(
        "Clinic.Rows", "Clinic.Desk", Csproj("""[|<ProjectReference|] Include="../Clinic.Desk/Clinic.Desk.csproj" />"""), json: Json,
        message: "Project 'Clinic.Rows' (Storage) references project 'Clinic.Desk' (Api), which Storage must not use; remove the reference, or move what needs it to Tools [arch.json:4]");

    [Theory]
    [InlineData("Clinic.Domain", "Clinic.Application")]
    [InlineData("Clinic.Application", "Clinic.Infrastructure")]
    [InlineData("Clinic.Contracts", "Clinic.Domain")]
    [InlineData("Clinic.SharedKernel", "Clinic.Contracts")]
    [InlineData("clinic.Domain", "Clinic.WebApi")]
    [InlineData("Domain", "Infrastructure")]
    public Task ForbiddenByThePreset_Reports(string from, string to) => Verify(from, to, Csproj($"""[|<ProjectReference|] Include="../{to}/{to}.csproj" />"""));

    [Theory]
    [InlineData("""[|<ProjectReference|] Include="../X/X.csproj;../Clinic.Infrastructure/Clinic.Infrastructure.csproj" />""")]
    [InlineData("""[|<ProjectReference|] Include="$(Root)/Clinic.Infrastructure/Clinic.Infrastructure.csproj" />""")]
    [InlineData("""[|<ProjectReference|] Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" ReferenceOutputAssembly="true" />""")]
    [InlineData("""[|<ProjectReference|] Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj"><Private>false</Private></ProjectReference>""")]
    [InlineData("""[|<projectReference|] Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj"></projectReference>""")]
    public Task WithoutTheBuild_Reports(string element) => Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj(element));

    [Fact]
    public Task ElementWithCondition_Reports_WhenTheBuildSaysSo() => Verify("Clinic.Domain", "Clinic.Infrastructure",
        Csproj("""[|<ProjectReference|] Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" Condition="'$(A)' == ''" />"""), given: "Clinic.Core,Clinic.Infrastructure");

    [Fact]
    public Task OtherContext_Reports() => Verify("Clinic.Booking", "Clinic.Billing.Storage", Csproj("""[|<ProjectReference|] Include="../S/Clinic.Billing.Storage.csproj" />"""), json: Contexts,
        source: "namespace Clinic.Billing.Storage { public class Rows; }", code: "namespace Clinic.Booking.Rooms { class Room; }",
        message: "Project 'Clinic.Booking' (context Booking) references project 'Clinic.Billing.Storage' (context Billing), which context Billing keeps to itself; "
            + "remove the reference, and use Clinic.Billing.Contracts or an integration event [arch.json:1]");

    [Fact]
    public Task AssemblyWithOtherCode_Reports() => Verify("Clinic.Visits", "Clinic.Tables", Csproj("""[|<ProjectReference|] Include="../Clinic.Tables/Clinic.Tables.csproj" />"""), json: Json,
        source: "namespace Clinic.Rows { public class Row; } namespace Others { public class Other; }", code: "namespace Clinic.Visits.Rooms { class Room; } namespace Others { class Other; }");

    [Fact]
    public Task AssemblyOfAnotherName_Reports() => Verify("Clinic.Domain", "Clinic.Infrastructure", Csproj("""[|<ProjectReference|] Include="../Tables/Tables.csproj" />"""),
        given: "Tables", assemblies: "Core=Clinic.Core,Tables=Clinic.Infrastructure",
        message: "Project 'Clinic.Domain' (Domain) references project 'Tables' (Infrastructure), which Domain must not use; remove the reference, or move what needs it to Infrastructure [clean preset]");

    [Fact]
    public Task LayerSaidByTheProjects_Reports() => Verify("Clinic.Core", "Clinic.Tables", Csproj("""[|<ProjectReference|] Include="../Clinic.Tables/Clinic.Tables.csproj" />"""),
        more: ("build_property.ArchLayer", "Domain"), source: """[assembly: System.Reflection.AssemblyMetadata("ArchLayer", "Infrastructure")]""");

    [Fact]
    public Task TestProjectThatIsChecked_Reports() => Verify("Clinic.Visits", "Clinic.Tables", Csproj("""[|<ProjectReference|] Include="../Clinic.Tables/Clinic.Tables.csproj" />"""),
        json: Json[..Json.LastIndexOf('}')] + ", \"testProjects\": \"check\" }", more: ("build_property.IsTestProject", "true"));

    [Theory]
    [InlineData("Directory.Build.props")]
    [InlineData("templates/New.csproj")]
    public async Task ReferenceMadeElsewhere_Reports_WithoutAPlace(string path)
    {
        var finding = await Elsewhere((path, Csproj("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" />""")));
        Assert.Equal(Location.None, finding.Location);
        Assert.Equal(
            "Project 'Clinic.Domain' (Domain) references project 'Clinic.Infrastructure' (Infrastructure), which Domain must not use; "
                + "remove the reference, or move what needs it to Infrastructure [clean preset]", finding.GetMessage());
    }

    [Fact]
    public async Task TextFilesOff_Reports_WithoutAPlace()
    {
        var lint = NewLint("Clinic.Domain", "Clinic.Infrastructure", ("Clinic.Domain.csproj", Csproj("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" />""")));
        lint.Options["build_property.ArchTextFiles"] = "false";
        Assert.Empty(await lint.RunAsync());
        lint.Options["build_property.ArchProjectReferences"] = "Clinic.Infrastructure";
        Assert.Equal(Location.None, Assert.Single(await lint.RunAsync()).Location);
    }

    [Theory]
    [InlineData("Clinic.Domain.csproj")]
    [InlineData("Directory.Build.props")]
    public async Task Baseline_HoldsItForTheAssembly(string path)
    {
        var file = (path, Csproj("""<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" />"""));
        var lint = NewLint("Clinic.Domain", "Clinic.Infrastructure", file, ("arch.baseline.txt", "ARCH4003 Clinic.Domain <assembly> -> Clinic.Infrastructure\nARCH4003 Clinic.Domain <assembly> -> Clinic.Api\n"));
        lint.Options["build_property.ArchProjectReferences"] = "Clinic.Infrastructure";
        var found = await lint.RunAsync();
        Assert.Equal(["ARCH9004", "ARCH9003"], found.Select(finding => finding.Id));
        Assert.Equal("Baseline entry is no longer needed: ARCH4003 Clinic.Domain <assembly> -> Clinic.Api; delete the line", found[1].GetMessage());
    }

    private static async Task<Diagnostic> Elsewhere(params (string Path, string Text)[] files)
    {
        var lint = NewLint("Clinic.Domain", "Clinic.Infrastructure", files);
        lint.Options["build_property.ArchProjectReferences"] = "Clinic.Infrastructure";
        return Assert.Single(await lint.RunAsync());
    }

    private static string Csproj(string element) => $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <ItemGroup>
            {element}
          </ItemGroup>

        </Project>
        """;

    private static Lint NewLint(string from, string to, params (string Path, string Text)[] files) => NewLint(from, to, ("", ""), files);

    private static Lint NewLint(string from, string to, (string Theirs, string Ours) source, (string Path, string Text)[] files) => new()
    {
        AssemblyName = from,
        References = Refs.Net10.With(to, source.Theirs + "public class Table;"),
        Sources = [("Visit.cs", source.Ours + "class Visit;")],
        Files = [.. files],
    };

    private static async Task Verify(
        string from, string to, string csproj, string? message = null, string? json = null, string? given = null, string? assemblies = null, (string Key, string Value)? more = null,
        string source = "", string? path = null, string code = "")
    {
        var lint = NewLint(from, to, (source, code), json is null ? [(path ?? from + ".csproj", csproj)] : [(path ?? from + ".csproj", csproj), ("arch.json", json)]);
        if (given is not null)
            lint.Options["build_property.ArchProjectReferences"] = given;
        if (assemblies is not null)
            lint.Options["build_property._ArchProjectAssemblies"] = assemblies;
        if (more is var (key, value))
            lint.Options[key] = value;
        var found = await Expectation.VerifyAsync(lint, "ARCH4003");
        if (message is not null)
            Assert.Equal(message, Assert.Single(found).GetMessage());
    }
}
