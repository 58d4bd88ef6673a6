using Arch.Analyzers.Tests.Harness;
using Arch.CodeFixes.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Arch.Analyzers.Tests.Layers;

public class ProjectReferenceFixTests
{
    private const string Id = "ARCH4003";

    private const string Infrastructure = """<ProjectReference Include="../Clinic.Infrastructure/Clinic.Infrastructure.csproj" />""";

    private const string Application = """<ProjectReference Include="..\Clinic.Application\Clinic.Application.csproj" />""";

    private const string Kernel = """<ProjectReference Include="../Clinic.SharedKernel/Clinic.SharedKernel.csproj" />""";

    [Theory]
    [InlineData(
        $"<Project>\n  <ItemGroup>\n    {Kernel}\n    {Infrastructure}\n  </ItemGroup>\n</Project>\n",
        $"<Project>\n  <ItemGroup>\n    {Kernel}\n  </ItemGroup>\n</Project>\n")]
    [InlineData(
        $"<Project>\r\n\r\n\t<ItemGroup>\r\n\t\t{Infrastructure}\r\n\t\t{Application}\r\n\t\t{Kernel}\r\n\t</ItemGroup>\r\n\r\n</Project>",
        $"<Project>\r\n\r\n\t<ItemGroup>\r\n\t\t{Kernel}\r\n\t</ItemGroup>\r\n\r\n</Project>")]
    [InlineData(
        $"<Project>\n\n  <PropertyGroup />\n\n  <ItemGroup>\n    {Infrastructure}\n  </ItemGroup>\n\n</Project>\n",
        "<Project>\n\n  <PropertyGroup />\n\n</Project>\n")]
    [InlineData(
        $"<Project>\n  <ItemGroup>\n    <!-- why -->\n    {Infrastructure}\n  </ItemGroup>\n</Project>\n",
        "<Project>\n  <ItemGroup>\n    <!-- why -->\n  </ItemGroup>\n</Project>\n")]
    [InlineData(
        $"<Project><ItemGroup>{Kernel}{Infrastructure}</ItemGroup></Project>",
        $"<Project><ItemGroup>{Kernel}</ItemGroup></Project>")]
    [InlineData(
        "<Project><ItemGroup><ProjectReference Include=\"../X/Clinic.Infrastructure.csproj\">\n  <Private>false</Private>\n</ProjectReference>" + Kernel + "</ItemGroup></Project>",
        $"<Project><ItemGroup>{Kernel}</ItemGroup></Project>")]
    [InlineData(
        "<Project><ItemGroup><ProjectReference Include=\"../X/Clinic.Infrastructure.csproj;../X/Clinic.SharedKernel.csproj;$(More)\" /></ItemGroup></Project>",
        "<Project><ItemGroup><ProjectReference Include=\"../X/Clinic.SharedKernel.csproj;$(More)\" /></ItemGroup></Project>")]
    public async Task Reference_IsRemoved(string before, string after)
    {
        var lint = NewLint(before);
        Assert.Contains(await lint.RunAsync(), finding => finding.Id == Id);
        var oneByOne = await FixRunner.FixAllOneByOneAsync(lint, Id, [new ProjectReferenceFix()]);
        Assert.Equal(after, oneByOne.Files[0].Text);
        Assert.Equal(after, await AllAtOnceAsync(lint));
        Assert.DoesNotContain(await oneByOne.RunAsync(), finding => finding.Id == Id);
    }

    [Fact]
    public async Task AllProjectsOfAnElement_AreRemovedTogether()
    {
        const string before = """<Project><ItemGroup><Compile Include="A" /><ProjectReference Include="../X/Clinic.Infrastructure.csproj;../X/Clinic.Application.csproj" /></ItemGroup></Project>""";
        Assert.Equal("""<Project><ItemGroup><Compile Include="A" /></ItemGroup></Project>""", await AllAtOnceAsync(NewLint(before, given: "Clinic.Infrastructure,Clinic.Application")));
    }

    [Theory]
    [InlineData("class Visit { Table? _rows; }")]
    [InlineData("class Visit { const int Most = Table.Most; }")]
    [InlineData("class Visit { Unknown? _rows; }")]
    public async Task UsedReference_IsNotOffered(string source) => Assert.Empty(await OffersAsync(NewLint($"<Project><ItemGroup>{Infrastructure}</ItemGroup></Project>", source)));

    [Fact]
    public async Task UsedOnlyThroughTheReference_IsNotOffered()
    {
        using var workspace = new AdhocWorkspace();
        var lint = NewLint($"<Project><ItemGroup>{Infrastructure}</ItemGroup></Project>", "class Visit { Law? _law; }");
        var infrastructure = FixRunner.Open(workspace, new Lint { AssemblyName = "Clinic.Infrastructure", References = Refs.Net10.With("Clinic.SharedKernel", Kernels), Sources = [("Table.cs", "public class Table;")] });
        var project = FixRunner.Open(workspace, lint, infrastructure.Solution);
        var finding = (await lint.RunAsync()).First(finding => finding.Id == Id);
        Assert.Empty(await FixRunner.OffersAsync(project, new ProjectReferenceFix(), finding));
    }

    [Fact]
    public async Task InRecordMode_IsNotOffered()
    {
        var lint = NewLint($"<Project><ItemGroup>{Infrastructure}</ItemGroup></Project>");
        lint.Options["build_property.ArchRecordBaseline"] = "true";
        Assert.Empty(await OffersAsync(lint));
    }

    private const string Kernels = "public class Law;";

    private static Lint NewLint(string csproj, string source = "class Visit;", string? given = null)
    {
        var lint = new Lint
        {
            AssemblyName = "Clinic.Domain",
            References = Refs.Net10.With("Clinic.SharedKernel", Kernels).With("Clinic.Application", "public class Booking;").With("Clinic.Infrastructure", "public class Table { public const int Most = 1; }"),
            Sources = [("Visit.cs", source)],
            Files = [("Clinic.Domain.csproj", csproj)],
        };
        if (given is not null)
            lint.Options["build_property.ArchProjectReferences"] = given;
        return lint;
    }

    private static async Task<IEnumerable<string>> OffersAsync(Lint lint)
    {
        using var workspace = new AdhocWorkspace();
        var findings = (await lint.RunAsync()).Where(finding => finding.Id == Id).ToList();
        Assert.NotEmpty(findings);
        var project = FixRunner.Open(workspace, lint);
        var offers = new List<string>();
        foreach (var finding in findings)
            offers.AddRange((await FixRunner.OffersAsync(project, new ProjectReferenceFix(), finding)).Select(action => action.Title));
        return offers;
    }

    private static async Task<string> AllAtOnceAsync(Lint lint)
    {
        using var workspace = new AdhocWorkspace();
        var project = FixRunner.Open(workspace, lint);
        var findings = (await lint.RunAsync()).Where(finding => finding.Id == Id);
        var solution = await FixRunner.FixAllAsync(
            project.Solution, new ProjectReferenceFix(), Id + "/text", FixAllScope.Solution, new Dictionary<ProjectId, System.Collections.Immutable.ImmutableArray<Diagnostic>> { [project.Id] = [.. findings] });
        return (await solution.GetProject(project.Id)!.AdditionalDocuments.Single().GetTextAsync()).ToString();
    }
}
