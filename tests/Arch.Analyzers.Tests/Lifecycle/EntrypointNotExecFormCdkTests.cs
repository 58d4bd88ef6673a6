using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Lifecycle;

using Verify = RuleVerifier<EntrypointNotExecFormCdk>;

public class EntrypointNotExecFormCdkTests
{
    private static string Container(string properties, string image = "debian:12") => $$"""
        using Amazon.CDK.AWS.ECS;
        class Stack
        {
            const string Script = "dotnet Sample.dll; true";
            static readonly string[] Shell = new[] { "sh", "-c" };
            void Add(TaskDefinition task, string parameter, string[] words) => task.AddContainer("sample", new ContainerDefinitionOptions
            {
                Image = ContainerImage.FromRegistry("{{image}}"),
                {{properties}}
            });
        }
        """;

    [Theory]
    [InlineData("Command = new[] { \"dotnet\", \"Sample.dll\" },")]
    [InlineData("EntryPoint = new[] { \"sh\", \"-c\", \"exec dotnet Sample.dll\" },")]
    [InlineData("EntryPoint = new[] { \"sh\", \"-c\" }, Command = new[] { \"exec dotnet Sample.dll\" },")]
    [InlineData("EntryPoint = new[] { \"dotnet\" }, Command = new[] { \"sh\", \"-c\", Script },")]
    [InlineData("HealthCheck = new HealthCheck { Command = new[] { \"sh\", \"-c\", \"curl localhost || exit 1\" } },")]
    public Task NoShellThatStays_IsSilent(string properties) => Verify.Csharp(Refs.Cdk, Container(properties));

    [Theory]
    [InlineData("Command = words,")]
    [InlineData("Command = new[] { \"sh\", \"-c\", parameter },")]
    [InlineData("Command = new[] { \"sh\", \"-c\", $\"dotnet {parameter}; true\" },")]
    [InlineData("EntryPoint = words, Command = new[] { \"sh\", \"-c\", Script },")]
    public Task ValueFromElsewhere_IsSilent_Unknown(string properties) => Verify.Csharp(Refs.Cdk, Container(properties));

    [Fact]
    public Task SameNamesElsewhere_AreSilent() => Verify.Csharp(Refs.Cdk, """
        class Options { public string[] Command { get; set; } = { }; }
        class Use { Options Make() => new() { Command = new[] { "sh", "-c", "a; true" } }; }
        """);

    [Fact]
    public async Task Shell_Reports()
    {
        var found = await Verify.Csharp(
            Refs.Cdk,
            Container("[|Command|] = new[] { \"sh\", \"-c\", \"dotnet Sample.dll\" },"),
            message: "Command runs 'dotnet Sample.dll' in a shell that stays in front of it: SIGTERM goes to the shell, not to the app, and ECS kills both with SIGKILL after "
                + "the stop timeout; use Command [\"dotnet\", \"Sample.dll\"]");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found).Severity);
    }

    [Theory]
    [InlineData("[|EntryPoint|] = new[] { \"sh\", \"-c\" }, Command = new[] { Script },")]
    [InlineData("[|EntryPoint|] = Shell, Command = [Script],")]
    [InlineData("EntryPoint = [\"tini\", \"--\"], [|Command|] = [\"/bin/sh\", \"-ec\", \"cd /app && \" + Script],")]
    [InlineData("[|Command|] = new string[] { \"bash\", \"-c\", Script },")]
    public Task ShellInPieces_Reports(string properties) => Verify.Csharp(Refs.Cdk, Container(properties));

    [Fact]
    public async Task UnknownBase_ReportsInfo() => Assert.Equal(
        DiagnosticSeverity.Info,
        Assert.Single(await Verify.Csharp(Refs.Cdk, Container("[|Command|] = new[] { \"sh\", \"-c\", \"dotnet Sample.dll\" },", image: "corp/sample"))).Severity);
}
