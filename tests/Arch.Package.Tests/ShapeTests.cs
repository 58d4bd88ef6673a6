namespace Arch.Package.Tests;

/// <summary>Projects as they come: several target frameworks, old and foreign languages, central versions, references that carry the package along.</summary>
public sealed class ShapeTests(ShapeTests.Builds builds) : IClassFixture<ShapeTests.Builds>
{
    [Theory]
    [InlineData("two-targets")]
    [InlineData("two-targets-in-lines")]
    public void SeveralTargets_ReportFilesOnce_AndCodeInEach(string project)
    {
        var build = builds.Outside[project];
        Assert.Equal("Dockerfile:2 warning ARCH1005\nOrders.cs:3 warning ARCH1002\nOrders.cs:3 warning ARCH1002", build.Findings);
        Assert.Equal("absent", build.Level("ARCH9003"));
    }

    [Fact]
    public void OneTarget_PointsOutStaleBaseline() => Assert.Equal("note", builds.Outside["one-target"].Level("ARCH9003"));

    [Fact]
    public void OtherTargetAlone_ReportsNoFile() => Assert.Equal("Orders.cs:3 warning ARCH1002", builds.SecondTarget["two-targets"].Findings);

    [Fact]
    public void ReferencingProject_GetsEverythingFromTheReferencedOne()
    {
        Assert.Equal("Dockerfile:2 warning ARCH1005\nOrders.cs:3 warning ARCH1002", builds.Outside["referencing"].Findings);
        Assert.Equal("Dockerfile:2 error ARCH1005\nOrders.cs:3 error ARCH1002", builds.InCi["referencing"].Findings);
        Assert.Equal("Dockerfile:2 warning ARCH1005", builds.Outside["minimal/referencing-minimum"].Findings);
    }

    [Theory]
    [InlineData("central")]
    [InlineData("locked")]
    [InlineData("old-language")]
    [InlineData("old-shape")]
    [InlineData("standard")]
    public void OtherShapes_FindTheSame(string project) =>
        Assert.Equal("Dockerfile:2 warning ARCH1005\nOrders.cs:3 warning ARCH1002", builds.Outside[project].Findings);

    [Theory]
    [InlineData("basic")]
    [InlineData("fsharp")]
    public void OtherLanguages_AreLeftAlone(string project)
    {
        Assert.DoesNotContain("ARCH", builds.Outside[project].Output, StringComparison.Ordinal);
        Assert.Equal("", builds.Outside[project].Findings);
        Assert.False(builds.InCi[project].Failed);
    }

    [Fact]
    public void LayerAndContext_TravelInTheAssembly()
    {
        Assert.Contains("AssemblyMetadata(\"ArchLayer\", \"Domain\")", builds.Info, StringComparison.Ordinal);
        Assert.Contains("AssemblyMetadata(\"ArchContext\", \"Orders\")", builds.Info, StringComparison.Ordinal);
    }

    [Fact]
    public void ProjectReferences_AreTheDirectOnes() =>
        Assert.Contains("build_property.ArchProjectReferences = referencing,layered\n", builds.Properties, StringComparison.Ordinal);

    [Fact]
    public void OldCompiler_IsSaid()
    {
        Assert.Contains(
            "warning ARCH9001: Arch.Analyzers needs compiler 4.8 (.NET SDK 8.0.100, Visual Studio 17.8) or newer and this one is 4.7: its rules did not run",
            builds.OldCompiler["one-target"].Output, StringComparison.Ordinal);
        Assert.Equal("", builds.OldCompiler["one-target"].Findings);
        Assert.DoesNotContain("ARCH9001", builds.Outside.Output, StringComparison.Ordinal);
    }

    public sealed class Builds : IAsyncLifetime
    {
        internal Build Outside { get; private set; } = null!;

        internal Build InCi { get; private set; } = null!;

        internal Build SecondTarget { get; private set; } = null!;

        internal Build OldCompiler { get; private set; } = null!;

        /// <summary>What the build generated for the project with a layer, and for the one with references.</summary>
        internal string Info { get; private set; } = "";

        internal string Properties { get; private set; } = "";

        public async Task InitializeAsync()
        {
            const string stale = "ARCH1002 Shop Gone -> Amazon.SQS.AmazonSQSClient.new\n";
            var scratch = await Scratch.Create("shapes");
            scratch.Add("two-targets", Projects.Csproj("<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>")).Write("two-targets/arch.baseline.txt", stale);
            scratch.Add("two-targets-in-lines", Projects.Csproj("<TargetFrameworks>\n  net10.0;\n  netstandard2.0;\n</TargetFrameworks>"))
                .Write("two-targets-in-lines/arch.baseline.txt", stale);
            scratch.Add("one-target", Projects.Csproj("<TargetFrameworks>net10.0</TargetFrameworks>")).Write("one-target/arch.baseline.txt", stale);
            scratch.Add("standard", Projects.Csproj("<TargetFramework>netstandard2.0</TargetFramework>"));

            scratch.Project("referenced", Projects.Csproj(items: """<PackageReference Include="Arch.Analyzers" Version="VERSION" />""" + Projects.Sqs).Replace("Shop", "Referenced"))
                .Write("referenced/Money.cs", "public class Money { }");
            scratch.Add("referencing", Projects.Csproj(items: """<ProjectReference Include="../referenced/referenced.csproj" />"""));
            scratch.Add("minimal/referencing-minimum", Projects.Csproj("<TargetFramework>net10.0</TargetFramework><ArchMode>Minimum</ArchMode><NoWarn>$(NoWarn);ARCH1002</NoWarn>",
                """<ProjectReference Include="../../referenced/referenced.csproj" />"""));
            scratch.Project("layered", Projects.Csproj("<TargetFramework>net10.0</TargetFramework><ArchLayer>Domain</ArchLayer><ArchContext>Orders</ArchContext>", Projects.Package)
                .Replace("<AssemblyName>Shop</AssemblyName>", ""));
            scratch.Project("far", Projects.Csproj(items: """
                <ProjectReference Include="../referencing/referencing.csproj" /><ProjectReference Include="../layered/layered.csproj" />
                <ProjectReference Include="../two-targets/two-targets.csproj" ReferenceOutputAssembly="false" />
                """ + Projects.Package).Replace("Shop", "Far"));

            scratch.Add("central", Projects.Csproj(items: (Projects.Package + Projects.Sqs).Replace(" Version=\"VERSION\"", "").Replace(" Version=\"4.0.100.25\"", "")))
                .Write("central/Directory.Packages.props", """
                    <Project>
                      <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                      <ItemGroup><PackageVersion Include="Arch.Analyzers" Version="VERSION" /><PackageVersion Include="AWSSDK.SQS" Version="4.0.100.25" /></ItemGroup>
                    </Project>
                    """);
            scratch.Add("locked", Projects.Csproj("<TargetFramework>net10.0</TargetFramework><RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>"));
            scratch.Add("old-language", Projects.Csproj("<TargetFramework>net10.0</TargetFramework><LangVersion>7.3</LangVersion><Nullable>disable</Nullable>"));
            scratch.Add("old-shape", Projects.Csproj("<TargetFramework>net8.0</TargetFramework><EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild><AnalysisLevel>latest-all</AnalysisLevel>"
                + "<DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>"));

            scratch.Write("basic/basic.vbproj", Projects.Csproj(items: Projects.Package)).Write("basic/Orders.vb", "Public Class Orders\nEnd Class\n").Image("basic");
            scratch.Write("fsharp/fsharp.fsproj", Projects.Csproj(items: Projects.Package + """<Compile Include="Orders.fs" />""")).Write("fsharp/Orders.fs", "module Orders\n").Image("fsharp");

            Outside = await scratch.Build();
            Outside.AssertSucceeded();
            Info = scratch.Read("layered/obj/Debug/net10.0/layered.AssemblyInfo.cs");
            Properties = scratch.Read("far/obj/Debug/net10.0/far.GeneratedMSBuildEditorConfig.editorconfig").ReplaceLineEndings("\n");
            InCi = await scratch.Build("TEAMCITY_VERSION=2026.1");
            SecondTarget = await scratch.Build("two-targets/two-targets.csproj", "-f", "netstandard2.0");
            OldCompiler = await scratch.Build("one-target/one-target.csproj", "-p:CompilerApiVersion=roslyn4.7");
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
