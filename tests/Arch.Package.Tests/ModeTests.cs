namespace Arch.Package.Tests;

/// <summary>
/// Which rules each <c>ArchMode</c> leaves on: ARCH1002 and ARCH1005 are marked Minimum, ARCH1003 is not, and ARCH2003 is off by default.
/// </summary>
public sealed class ModeTests(ModeTests.Builds builds) : IClassFixture<ModeTests.Builds>
{
    [Theory]
    [InlineData("none", "")]
    [InlineData("minimum", "ARCH1002 ARCH1005")]
    [InlineData("recommended", "ARCH1002 ARCH1003 ARCH1005")]
    [InlineData("all", "ARCH1002 ARCH1003 ARCH1005")]
    [InlineData("any-case", "ARCH1002 ARCH1005")]
    [InlineData("unknown", "ARCH1002 ARCH1003 ARCH1005")]
    [InlineData("no-discovery", "ARCH1002 ARCH1005")]
    [InlineData("none-but-one", "ARCH1003")]
    [InlineData("all-but-company", "ARCH1003 ARCH1005")]
    [InlineData("recommended-redis", "ARCH1002 ARCH1003 ARCH1005")]
    [InlineData("all-redis", "ARCH1002 ARCH1003 ARCH1005 ARCH2003")]
    public void Mode_LeavesTheseRulesOn(string project, string rules)
    {
        Assert.Equal(rules, Rules(builds.Outside[project], "warning"));
        Assert.Equal(rules, Rules(builds.InCi[project], "error"));
    }

    [Fact]
    public void UnknownMode_IsSaid()
    {
        Assert.Contains("warning ARCH9001: ArchMode 'Strict' is unknown and counts as Recommended; use None, Minimum, Recommended or All",
            builds.Outside["unknown"].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ARCH9001", builds.Outside["any-case"].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ARCH9001", builds.Outside["recommended"].Output, StringComparison.Ordinal);
    }

    private static string Rules(ProjectBuild build, string level)
    {
        Assert.All(build.All.Where(static finding => finding.Rule.StartsWith("ARCH", StringComparison.Ordinal)), finding => Assert.Equal(level, finding.Level));
        return string.Join(' ', build.All.Select(static finding => finding.Rule).Where(static rule => rule.StartsWith("ARCH", StringComparison.Ordinal)).Order());
    }

    public sealed class Builds : IAsyncLifetime
    {
        internal Build Outside { get; private set; } = null!;

        internal Build InCi { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var scratch = await Scratch.Create("modes");
            Add("none", "None");
            Add("minimum", "Minimum");
            Add("recommended", "Recommended");
            Add("all", "All");
            Add("any-case", "minimum");
            Add("unknown", "Strict");
            Add("no-discovery", "Minimum", "<DiscoverGlobalAnalyzerConfigFiles>false</DiscoverGlobalAnalyzerConfigFiles>");
            Add("none-but-one", "None").Write("none-but-one/.globalconfig", "is_global = true\ndotnet_diagnostic.ARCH1003.severity = default\n");
            Add("all-but-company", "All", items: """<GlobalAnalyzerConfigFiles Include="company.config" />""")
                .Write("all-but-company/company.config", "is_global = true\nglobal_level = -100\ndotnet_diagnostic.ARCH1002.severity = none\n");

            foreach (var (directory, mode) in new[] { ("recommended-redis", "Recommended"), ("all-redis", "All") })
            {
                Add(directory, mode, items: """<PackageReference Include="StackExchange.Redis" Version="3.4.35" />""")
                    .Write($"{directory}/Settings.cs", """class Settings { object Read(StackExchange.Redis.IDatabase database) => database.StringGet("config"); }""");
            }

            Outside = await scratch.Build();
            InCi = await scratch.Build("GITHUB_ACTIONS=true");

            Scratch Add(string directory, string mode, string properties = "", string items = "") => scratch
                .Add(directory, Projects.Csproj($"<TargetFramework>net10.0</TargetFramework><ArchMode>{mode}</ArchMode>{properties}", Projects.Package + Projects.Sqs + items))
                .Write($"{directory}/Token.cs", """class Token { void Set(string token) => System.Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", token); }""");
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
