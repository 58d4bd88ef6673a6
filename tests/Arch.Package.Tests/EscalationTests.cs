namespace Arch.Package.Tests;

/// <summary>
/// Warnings outside CI, errors in CI, and every off switch of the user in force in both: one project per row, each with a finding in C# (ARCH1002) and one in
/// a text file (ARCH1005).
/// </summary>
public sealed class EscalationTests(EscalationTests.Builds builds) : IClassFixture<EscalationTests.Builds>
{
    private const string Both = "dotnet_diagnostic.ARCH1002.severity = {0}\ndotnet_diagnostic.ARCH1005.severity = {0}\n";

    [Fact]
    public void Default_WarnsInTheRightPlaces()
    {
        Assert.Equal("Dockerfile:2 warning ARCH1005\nOrders.cs:3 warning ARCH1002", builds.Outside["default"].Findings);
        Assert.False(builds.Outside["default"].Failed);
    }

    [Fact]
    public void Default_BreaksTheBuildInCi()
    {
        Assert.Equal("Dockerfile:2 error ARCH1005\nOrders.cs:3 error ARCH1002", builds.InCi["default"].Findings);
        Assert.True(builds.InCi["default"].Failed);
    }

    // The columns: the finding in C# and in the file, first outside CI, then in it.
    [Theory]
    [InlineData("editorconfig-none", "absent", "warning", "absent", "error")]
    [InlineData("editorconfig-suggestion", "note", "warning", "note", "error")]
    [InlineData("editorconfig-warning", "warning", "warning", "warning", "error")]
    [InlineData("editorconfig-warning-twae", "error", "error", "error", "error")]
    [InlineData("editorconfig-error", "error", "warning", "error", "error")]
    [InlineData("globalconfig-none", "absent", "absent", "absent", "absent")]
    [InlineData("globalconfig-default", "warning", "warning", "error", "error")]
    [InlineData("company-globalconfig-none", "absent", "absent", "absent", "absent")]
    [InlineData("category-none", "absent", "warning", "absent", "error")]
    [InlineData("pragma", "suppressed", "warning", "suppressed", "error")]
    [InlineData("suppress-message", "suppressed", "warning", "suppressed", "error")]
    [InlineData("suppress-in-assembly", "suppressed", "suppressed", "suppressed", "suppressed")]
    [InlineData("no-warn", "absent", "absent", "absent", "absent")]
    [InlineData("warnings-not-as-errors", "warning", "warning", "warning", "warning")]
    [InlineData("warnings-as-errors", "error", "error", "error", "error")]
    [InlineData("break-build-false", "warning", "warning", "warning", "warning")]
    [InlineData("break-build-true", "error", "error", "error", "error")]
    [InlineData("design-time", "warning", "warning", "warning", "warning")]
    public void Switches_AreRespected(string project, string code, string file, string codeInCi, string fileInCi)
    {
        var (outside, inCi) = (builds.Outside[project], builds.InCi[project]);
        Assert.Equal((code, file, codeInCi, fileInCi), (outside.Level("ARCH1002"), outside.Level("ARCH1005"), inCi.Level("ARCH1002"), inCi.Level("ARCH1005")));
        Assert.Equal(code == "error" || file == "error", outside.Failed);
        Assert.Equal(codeInCi == "error" || fileInCi == "error", inCi.Failed);
    }

    [Fact]
    public void WarningsOfOthers_StayWarningsInCi()
    {
        Assert.Equal("warning", builds.InCi["others"].Level("CS0169"));
        Assert.False(builds.InCi["others"].Failed);
    }

    [Fact]
    public void InfoRulesAndSoftForms_AreNeverEscalated()
    {
        Assert.Equal("Orders.cs:5 note ARCH2106\nOrders.cs:6 note ARCH2103", builds.InCi["hints"].Findings);
        Assert.False(builds.InCi["hints"].Failed);
        Assert.Equal("note", builds.InCi["info"].Level("ARCH9003"));
        Assert.Equal("note", builds.InCi["info"].Level("ARCH9004"));
        Assert.False(builds.InCi["info"].Failed);
    }

    public sealed class Builds : IAsyncLifetime
    {
        internal Build Outside { get; private set; } = null!;

        internal Build InCi { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var scratch = await Scratch.Create("escalation");
            scratch.Add("default");
            scratch.Add("editorconfig-none").Write("editorconfig-none/.editorconfig", "[*]\n" + string.Format(Both, "none"));
            scratch.Add("editorconfig-suggestion").Write("editorconfig-suggestion/.editorconfig", "[*]\n" + string.Format(Both, "suggestion"));
            scratch.Add("editorconfig-warning").Write("editorconfig-warning/.editorconfig", "[*]\n" + string.Format(Both, "warning"));
            scratch.Add("editorconfig-warning-twae", With("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>"))
                .Write("editorconfig-warning-twae/.editorconfig", "[*]\n" + string.Format(Both, "warning"));
            scratch.Add("editorconfig-error").Write("editorconfig-error/.editorconfig", "[*]\n" + string.Format(Both, "error"));
            scratch.Add("globalconfig-none").Write("globalconfig-none/.globalconfig", "is_global = true\n" + string.Format(Both, "none"));
            scratch.Add("globalconfig-default").Write("globalconfig-default/.globalconfig", "is_global = true\n" + string.Format(Both, "default"));
            scratch.Add("company-globalconfig-none", Projects.Csproj(items: Projects.Package + Projects.Sqs + """<GlobalAnalyzerConfigFiles Include="company.config" />"""))
                .Write("company-globalconfig-none/company.config", "is_global = true\nglobal_level = -100\n" + string.Format(Both, "none"));
            scratch.Add("category-none").Write("category-none/.globalconfig", "is_global = true\ndotnet_analyzer_diagnostic.category-Access.severity = none\n");
            scratch.Add("pragma").Write("pragma/Orders.cs", "#pragma warning disable ARCH1002, ARCH1005\n" + Projects.StaticCredentials);
            scratch.Add("suppress-message").Write("suppress-message/Orders.cs",
                Projects.StaticCredentials.Replace("    public", "    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"Access\", \"ARCH1002\")]\n    public"));
            scratch.Add("suppress-in-assembly").Write("suppress-in-assembly/Suppressions.cs", """
                [assembly: System.Diagnostics.CodeAnalysis.SuppressMessage("Access", "ARCH1002")]
                [assembly: System.Diagnostics.CodeAnalysis.SuppressMessage("Access", "ARCH1005")]
                """);
            scratch.Add("no-warn", With("<NoWarn>$(NoWarn);ARCH1002;ARCH1005</NoWarn>"));
            scratch.Add("warnings-not-as-errors", With("<WarningsNotAsErrors>\n  CS0169; ARCH1002,\n  arch1005\n</WarningsNotAsErrors>"));
            scratch.Add("warnings-as-errors", With("<WarningsAsErrors>ARCH1002;ARCH1005</WarningsAsErrors>"));
            scratch.Add("break-build-false", With("<ArchBreakBuild>False</ArchBreakBuild>"));
            scratch.Add("break-build-true", With("<ArchBreakBuild>True</ArchBreakBuild>"));
            scratch.Add("design-time", With("<DesignTimeBuild>true</DesignTimeBuild><ArchBreakBuild>true</ArchBreakBuild>"));
            scratch.Project("others", Projects.Csproj()).Write("others/Unused.cs", "class Unused { int field; }");
            scratch.Add("info").Write("info/arch.baseline.txt", """
                ARCH1002 Shop Orders -> Amazon.SQS.AmazonSQSClient.new
                ARCH1002 Shop Gone -> Amazon.SQS.AmazonSQSClient.new
                """).Write("info/Dockerfile", "FROM scratch\n");

            scratch.Project("hints", Projects.Csproj(items: Projects.Package + """<PackageReference Include="AWSSDK.DynamoDBv2" Version="[4.0.103.2]" />""")).Write("hints/Orders.cs", """
                using Amazon.DynamoDBv2;
                using Amazon.DynamoDBv2.Model;
                class Orders
                {
                    object All(IAmazonDynamoDB dynamo) => dynamo.ScanAsync(new ScanRequest { TableName = "Orders", FilterExpression = "Customer = :c" });
                    object Config() => new AmazonDynamoDBConfig { ThrottleRetries = false };
                }
                """);

            Outside = await scratch.Build();
            InCi = await scratch.Build("CI=true");
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static string With(string property) => Projects.Csproj("<TargetFramework>net10.0</TargetFramework>" + property);
    }
}
