namespace Arch.Package.Tests;

/// <summary>References between projects, as the build tells them: which are this project's own, which assemblies they build, and where they are written.</summary>
public sealed class ProjectReferenceTests
{
    [Fact]
    public async Task ForbiddenReference_IsReportedWhereItIsWritten_UntilItIsRemoved()
    {
        var scratch = (await Scratch.Create("references"))
            // The assembly has another name than the project.
            .Project("tables", Csproj("Clinic.Infrastructure")).Write("tables/Table.cs", "public class Table { }")
            .Project("domain", Csproj("Clinic.Domain", "tables")).Write("domain/Visit.cs", "public class Visit { }")
            .Project("quiet", Csproj("Clinic.Quiet.Domain", "tables", "ReferenceOutputAssembly=\"false\"")).Write("quiet/Visit.cs", "public class Visit { }")
            // Through the domain this gets the tables as well.
            .Project("application", Csproj("Clinic.Application", "domain")).Write("application/Close.cs", "public class Close { }")
            .Project("elsewhere/model", Csproj("Clinic.Model.Domain")).Write("elsewhere/model/Visit.cs", "public class Visit { }")
            .Write("elsewhere/Directory.Build.props", """
                <Project>
                  <Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" />
                  <ItemGroup><ProjectReference Include="../../tables/tables.csproj" /></ItemGroup>
                </Project>
                """);
        var build = await scratch.Build();
        build.AssertSucceeded();
        Assert.Equal("domain.csproj:4 warning ARCH4003", build["domain"].Findings);
        Assert.Equal("domain.csproj Project", build["domain"].AdditionalFiles);
        Assert.Equal("", build["quiet"].Findings + build["application"].Findings + build["tables"].Findings);
        var elsewhere = Assert.Single(build["elsewhere/model"].All, static finding => finding.Rule.StartsWith("ARCH", StringComparison.Ordinal));
        Assert.Equal(("ARCH4003", "warning", 0), (elsewhere.Rule, elsewhere.Level, elsewhere.Line));
        Assert.Contains(
            "CSC : warning ARCH4003: Project 'Clinic.Model.Domain' (Domain) references project 'tables' (Infrastructure), which Domain must not use; "
                + "remove the reference, or move what needs it to Infrastructure [clean preset]", build["elsewhere/model"].Output, StringComparison.Ordinal);

        scratch.Project("domain", Csproj("Clinic.Domain"));
        var repaired = await scratch.Build("CI=true");
        Assert.Equal("", repaired["domain"].Findings);
        Assert.Equal("error", repaired["elsewhere/model"].Level("ARCH4003"));
        Assert.NotEqual(0, repaired.ExitCode);
    }

    /// <summary>A project that references another, in its fourth line.</summary>
    private static string Csproj(string assembly, string? other = null, string metadata = "") => Projects.Csproj(
        items: Projects.Package + (other is null ? "" : $"\n<ProjectReference Include=\"../{other}/{other}.csproj\" {metadata} />")).Replace("Shop", assembly);
}
