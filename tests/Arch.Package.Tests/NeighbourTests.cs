namespace Arch.Package.Tests;

/// <summary>Another analyzer package with a YAML parser of its own: each gets the version it was built with, whichever comes first.</summary>
public sealed class NeighbourTests
{
    [Fact]
    public async Task AnotherYamlParser_DisturbsNobody()
    {
        var workshop = await Workshop.Open();
        var scratch = await Scratch.Create("neighbour");
        var maker = (await Scratch.Create("neighbour-maker"))
            .Project("neighbour", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <LangVersion>latest</LangVersion>
                <IncludeBuildOutput>false</IncludeBuildOutput>
                <SuppressDependenciesWhenPacking>true</SuppressDependenciesWhenPacking>
                <NoPackageAnalysis>true</NoPackageAnalysis>
                <NoWarn>$(NoWarn);RS1036;RS2008</NoWarn>
                <TargetsForTfmSpecificContentInPackage>AddAnalyzer</TargetsForTfmSpecificContentInPackage>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="4.8.0" />
                <PackageReference Include="YamlDotNet" Version="13.7.1" GeneratePathProperty="true" />
              </ItemGroup>
              <Target Name="AddAnalyzer">
                <ItemGroup>
                  <TfmSpecificPackageFile Include="$(TargetPath);$(PkgYamlDotNet)/lib/netstandard2.0/YamlDotNet.dll" PackagePath="analyzers/dotnet/cs" />
                </ItemGroup>
              </Target>
            </Project>
            """)
            .Write("neighbour/Neighbour.cs", """
            using System.Collections.Immutable;
            using System.IO;
            using Microsoft.CodeAnalysis;
            using Microsoft.CodeAnalysis.Diagnostics;

            [DiagnosticAnalyzer(LanguageNames.CSharp)]
            public sealed class Neighbour : DiagnosticAnalyzer
            {
                private static readonly DiagnosticDescriptor Rule = new("NB0001", "Neighbour", "parsed with {0}", "Neighbour", DiagnosticSeverity.Warning, true);

                public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rule);

                public override void Initialize(AnalysisContext context)
                {
                    context.EnableConcurrentExecution();
                    context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
                    context.RegisterCompilationAction(static end =>
                    {
                        var parser = new YamlDotNet.Core.Parser(new StringReader("a: [1, 2]"));
                        while (parser.MoveNext()) { }
                        end.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, parser.GetType().Assembly.GetName().Version));
                    });
                }
            }
            """);
        foreach (var name in new[] { "Aaa.Neighbour", "Zzz.Neighbour" })
        {
            await maker.Run("pack", "neighbour", "-o", workshop.Feed, $"-p:PackageId={name}", "-p:Version=1.0.0", "-nodeReuse:false", "-p:UseSharedCompilation=false");
            Add("before-" + name[..3], $"""<PackageReference Include="{name}" Version="1.0.0" />""" + Projects.Package);
            Add("after-" + name[..3], Projects.Package + $"""<PackageReference Include="{name}" Version="1.0.0" />""");
        }

        var build = await scratch.Build();
        foreach (var project in new[] { "before-Aaa", "after-Aaa", "before-Zzz", "after-Zzz" })
        {
            Assert.Equal("compose.yml:5 warning ARCH1005", build[project].Findings);
            Assert.Contains("NB0001: parsed with 13.0.0.0", build[project].Output, StringComparison.Ordinal);
        }

        void Add(string directory, string packages) => scratch.Project(directory, Projects.Csproj(items: packages))
            .Write($"{directory}/compose.yml", "services:\n  web:\n    image: web:1\n    environment:\n      - AWS_SESSION_TOKEN\n");
    }
}
