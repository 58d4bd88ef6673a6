namespace Arch.Package.Tests;

/// <summary>What the compiler makes of pages and components is looked at on request, and what is found there is shown in the page.</summary>
public sealed class RazorTests
{
    private const string Component = """
        @using Clinic.Storage
        @inject VisitFiles Files

        <p>@Files.Count visits, @(new VisitFiles().Count) more</p>

        @code {
            private VisitFiles Shown() => Files;
        }

        """;

    private const string Page = """
        @page
        @namespace Clinic.Pages
        @inject Clinic.Storage.VisitFiles Files

        <p>@Files.Count visits</p>

        """;

    [Fact]
    public async Task UseOfAForbiddenLayer_IsReportedInThePage()
    {
        var scratch = (await Scratch.Create("razor"))
            .Write("arch.json", """{ "layers": { "Pages": { "match": "Clinic.Pages", "mayUse": [] }, "Storage": { "match": "Clinic.Storage" } } }""")
            .Write("asked/.globalconfig", "is_global = true\narch.ARCH4001.generated_code = razor\n");
        foreach (var site in new[] { "asked", "quiet" })
        {
            scratch.Project(site, Projects.Csproj("<TargetFramework>net10.0</TargetFramework><RootNamespace>Clinic</RootNamespace><AddRazorSupportForMvc>true</AddRazorSupportForMvc>",
                    Projects.Package + """<FrameworkReference Include="Microsoft.AspNetCore.App" />""").Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Razor"))
                .Write($"{site}/VisitFiles.cs", "namespace Clinic.Storage;\n\npublic class VisitFiles\n{\n    public int Count => 0;\n}\n")
                .Write($"{site}/Pages/Component.razor", Component)
                .Write($"{site}/Pages/Page.cshtml", Page);
        }

        var build = await scratch.Build();
        build.AssertSucceeded();
        Assert.Equal(
            """
            Pages/Component.razor:2 warning ARCH4001
            Pages/Component.razor:4 warning ARCH4001
            Pages/Component.razor:7 warning ARCH4001
            Pages/Page.cshtml:3 warning ARCH4001
            """, build["asked"].Findings);
        Assert.Equal("", build["quiet"].Findings);
    }
}
