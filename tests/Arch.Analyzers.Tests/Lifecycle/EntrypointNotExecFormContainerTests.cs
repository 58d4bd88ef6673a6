using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Lifecycle;

using Verify = RuleVerifier<EntrypointNotExecForm>;

/// <summary>ARCH3008 where a deployment file sets the command line.</summary>
public class EntrypointNotExecFormContainerTests
{
    private const string Debian = "FROM mcr.microsoft.com/dotnet/aspnet:10.0\n";

    private static string Task(string properties, string image = "debian", string task = "") => $$"""
        { "family": "sample", {{task}} "containerDefinitions": [ { "name": "sample", "image": "{{image}}", {{properties}} } ] }
        """;

    private static string Template(string properties) => $$"""
        Parameters:
          Script: { Type: String }
          Tag: { Type: String, Default: latest }
        Conditions:
          Debug: !Equals [!Ref Tag, debug]
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: sample
                  Image: !Sub debian:${Tag}
                  {{properties}}
        """;

    [Theory]
    [InlineData("\"command\": [\"dotnet\", \"Sample.dll\"]")]
    [InlineData("\"entryPoint\": [\"sh\", \"-c\", \"exec dotnet Sample.dll\"]")]
    [InlineData("\"entryPoint\": [\"sh\", \"-c\"], \"command\": [\"cd /app && exec dotnet Sample.dll\"]")]
    [InlineData("\"entryPoint\": [\"sh\", \"/start.sh\"]")]
    [InlineData("\"entryPoint\": [\"bash\", \"-c\", \"dotnet Sample.dll\"]")]
    [InlineData("\"entryPoint\": [], \"command\": []")]
    [InlineData("\"healthCheck\": { \"command\": [\"CMD-SHELL\", \"curl localhost || exit 1\"] }")]
    [InlineData("\"command\": [\"sh\", \"-c\", \"sleep 60\"]")]
    [InlineData("\"essential\": false, \"command\": [\"sh\", \"-c\", \"migrate; true\"]")]
    public Task TaskDefinition_WithoutAShellThatStays_IsSilent(string properties) => Verify.Files(("taskdef.json", Task(properties)));

    [Theory]
    [InlineData("\"command\": [\"sh\", \"-c\", \"<SCRIPT>\"]")]
    [InlineData("\"command\": [\"sh\", \"-c\", \"${SCRIPT}\"]")]
    [InlineData("\"command\": [\"sh\", \"-c\", \"$START\"]")]
    [InlineData("\"entryPoint\": \"<ENTRY>\", \"command\": [\"sh\", \"-c\", \"dotnet Sample.dll\"]")]
    public Task TaskDefinition_WithPlaceholders_IsSilent_Unknown(string properties) => Verify.Files(("taskdef.json", Task(properties)));

    [Fact]
    public Task Windows_IsSilent() => Verify.Files(
        ("taskdef.json", Task("\"command\": [\"sh\", \"-c\", \"a; b\"]", task: "\"runtimePlatform\": { \"operatingSystemFamily\": \"WINDOWS_SERVER_2022_CORE\" },")),
        ("windows.taskdef.json", Task("\"command\": [\"sh\", \"-c\", \"a; b\"]", image: "mcr.microsoft.com/windows/servercore:ltsc2022")));

    [Fact]
    public Task CommandForAnImageWithItsOwnEntryPoint_IsSilent() => Verify.Files(
        ("taskdef.json", Task("\"command\": [\"sh\", \"-c\", \"dotnet Sample.dll\"]", image: "sample")),
        ("Dockerfile", Debian + "ENTRYPOINT [\"dotnet\", \"Sample.dll\"]"));

    [Fact]
    public async Task TaskDefinition_Reports()
    {
        var found = await Verify.Files(
            message: "entryPoint of container 'sample' runs 'dotnet Sample.dll' in a shell that stays in front of it: SIGTERM goes to the shell, not to the app, and ECS kills "
                + "both with SIGKILL after the stop timeout; use entryPoint [\"dotnet\", \"Sample.dll\"]",
            options: null,
            ("taskdef.json", Task("[|\"entryPoint\"|]: [\"sh\", \"-c\", \"dotnet Sample.dll\"]")));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found).Severity);
    }

    [Theory]
    [InlineData("[|\"command\"|]: [\"sh\", \"-c\", \"dotnet Sample.dll\"]")]
    [InlineData("[|\"Command\"|]: [\"/bin/sh\", \"-ec\", \"cd /app; dotnet Sample.dll\"]")]
    [InlineData("[|\"entryPoint\"|]: [\"sh\", \"-c\"], \"command\": [\"dotnet Sample.dll\"]")]
    [InlineData("\"entryPoint\": [\"tini\", \"--\"], [|\"command\"|]: [\"sh\", \"-c\", \"dotnet Sample.dll\"]")]
    [InlineData("[|\"command\"|]: [\"bash\", \"-c\", \"dotnet Sample.dll | tee log\"]")]
    public Task Shell_Reports(string properties) => Verify.Files(("taskdef.json", Task(properties)));

    [Fact]
    public async Task ImageOfUnknownBase_ReportsInfo()
    {
        var text = Task("[|\"command\"|]: [\"sh\", \"-c\", \"dotnet Sample.dll\"]", image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/sample:1");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await Verify.Files(("taskdef.json", text))).Severity);
        // What the Dockerfile is built on decides.
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await Verify.Files(("taskdef.json", text), ("Dockerfile", Debian + "CMD [\"dotnet\", \"Sample.dll\"]"))).Severity);
    }

    [Theory]
    [InlineData("[|EntryPoint|]: [sh, -c, dotnet Sample.dll]")]
    [InlineData("[|Command|]:\n            - sh\n            - -c\n            - |\n              cd /app\n              dotnet Sample.dll")]
    [InlineData("[|Command|]: !If [Debug, [sh, -c, dotnet Sample.dll], !Ref AWS::NoValue]")]
    public Task Template_Reports(string properties) => Verify.Files(("template.yaml", Template(properties)));

    [Theory]
    [InlineData("Command: [sh, -c, !Ref Script]")]
    [InlineData("Command: !Split [',', !Ref Script]")]
    [InlineData("EntryPoint: !Ref Script\n          Command: [sh, -c, dotnet Sample.dll]")]
    [InlineData("EntryPoint: [dotnet, Sample.dll]\n          Command: [sh, -c, dotnet Sample.dll]")]
    [InlineData("Command:\n            - sh\n            - -c\n            - |\n              cd /app\n              exec dotnet Sample.dll")]
    public Task Template_IsSilent(string properties) => Verify.Files(("template.yaml", Template(properties)));

    [Theory]
    [InlineData("command: dotnet Sample.dll")]
    [InlineData("entrypoint: dotnet Sample.dll --x 'y z'")]
    [InlineData("command: sh start.sh")]
    [InlineData("command: [sh, -c, exec dotnet Sample.dll]")]
    [InlineData("command: sh -c 'exec dotnet Sample.dll'")]
    [InlineData("command: sh -c '${SCRIPT}; true'")]
    [InlineData("command: ${COMMAND}")]
    [InlineData("healthcheck: { test: curl localhost || exit 1 }")]
    public Task Compose_IsSilent(string property) => Verify.Files(("compose.yaml", $"services:\n  sample:\n    build: .\n    {property}\n"));

    [Fact]
    public Task OtherServices_AreSilent() => Verify.Files(("compose.yaml", """
        services:
          sample:
            build: .
          buckets:
            image: minio/mc
            entrypoint: sh -c "mc mb local/sample; true"
        """));

    [Theory]
    [InlineData("[|command|]: [sh, -c, dotnet Sample.dll | tee log]")]
    [InlineData("[|command|]: sh -c 'dotnet Sample.dll; true'")]
    [InlineData("[|entrypoint|]: /bin/bash -c \"dotnet Sample.dll || exit 1\"")]
    [InlineData("[|entrypoint|]: [sh, -c]\n    command: [dotnet Sample.dll; true]")]
    public Task Compose_Reports(string property) => Verify.Files(("compose.yaml", $"services:\n  sample:\n    build: .\n    {property}\n"));

    [Fact]
    public Task SharedCommand_ReportsOnce() => Verify.Files(("compose.yaml", """
        x-base: &base
          build: .
          [|command|]: sh -c 'dotnet Sample.dll; true'
        services:
          sample: { <<: *base }
        """));
}
