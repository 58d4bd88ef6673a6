using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Lifecycle;

using Verify = RuleVerifier<ShellFormOnShellLessImage>;

public class ShellFormOnShellLessImageTests
{
    private const string Chiseled = "FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\n";

    [Theory]
    [InlineData("ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]\nCMD --urls http://+:8080")]
    [InlineData("ENTRYPOINT [\"/app/Ledger\"]\nHEALTHCHECK CMD [\"/app/probe\"]")]
    [InlineData("HEALTHCHECK NONE\nENTRYPOINT [\"/app/Ledger\"]")]
    [InlineData("HEALTHCHECK CMD curl localhost\nHEALTHCHECK NONE")]
    [InlineData("ENTRYPOINT [\"bash\", \"/start.sh\"]")]
    [InlineData("RUN [\"/app/Ledger\", \"--warm-up\"]")]
    [InlineData("")]
    public Task NothingThatNeedsAShell_IsSilent(string text) => Verify.Files(("Dockerfile", Chiseled + text));

    [Theory]
    [InlineData("COPY --from=busybox:1.36 /bin/sh /tools/sh")]
    [InlineData("COPY --from=docker.io/library/busybox /bin/busybox /x")]
    [InlineData("COPY --from=build /bin/sh /bin/sh")]
    [InlineData("COPY --from=build /bin/busybox /bin/")]
    [InlineData("COPY --from=build /tools/ /busybox/")]
    [InlineData("COPY --from=build [\"/bin/bash\", \"/usr/bin/bash\"]")]
    [InlineData("ADD rootfs.tar.gz /")]
    [InlineData("COPY --from=build $TOOLS $TARGET")]
    public Task ShellThatIsCopiedIn_IsSilent(string copy) => Verify.Files(
        ("Dockerfile", "FROM debian AS build\n" + Chiseled + copy + "\nHEALTHCHECK CMD probe\nENTRYPOINT exec dotnet Ledger.dll"));

    [Theory]
    [InlineData("gcr.io/distroless/dotnet:debug"), InlineData("gcr.io/distroless/static-debian12:debug-nonroot"), InlineData("corp/app:8-distroless-dev")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:10.0"), InlineData("alpine"), InlineData("corp/chiseled-base:8"), InlineData("corp/base")]
    public Task ImageWithAShell_IsSilent(string image) => Verify.Files(("Dockerfile", $"FROM {image}\nHEALTHCHECK CMD probe\nENTRYPOINT exec dotnet Ledger.dll"));

    [Theory]
    [InlineData("ARG BASE\nFROM $BASE\nENTRYPOINT exec dotnet Ledger.dll")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:$TAG\nENTRYPOINT exec dotnet Ledger.dll")]
    public Task UnknownBase_IsSilent_Unknown(string text) => Verify.Files(("Dockerfile", text));

    [Theory]
    [InlineData("SHELL [\"/tools/sh\", \"-c\"]\nENTRYPOINT dotnet Ledger.dll\nHEALTHCHECK CMD probe")]
    [InlineData("SHELL [\"pwsh\", \"-Command\"]\nENTRYPOINT dotnet Ledger.dll\nHEALTHCHECK CMD probe")]
    public Task OtherShell_IsSilent(string text) => Verify.Files(("Dockerfile", Chiseled + text));

    [Theory]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS tool\nENTRYPOINT dotnet Tool.dll\nFROM debian\nENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("FROM debian AS base\nHEALTHCHECK CMD probe\nFROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    public Task EarlierStage_IsSilent(string text) => Verify.Files(("Dockerfile", text));

    [Fact]
    public Task Template_IsSilent() => Verify.Files(("Dockerfile", Chiseled + "ENTRYPOINT dotnet {{ assembly }}.dll"), ("Dockerfile.j2", Chiseled + "ENTRYPOINT dotnet Ledger.dll"));

    [Fact]
    public async Task ShellForm_Reports()
    {
        var found = await Verify.Files(
            message: "ENTRYPOINT uses the shell form, but the final image 'mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled' has no shell: the container cannot start; use the JSON "
            + "form: ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]",
            options: null,
            ("Dockerfile", Chiseled + "[|ENTRYPOINT|] dotnet Ledger.dll"));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found).Severity);
    }

    [Fact]
    public Task HealthCheck_Reports() => Verify.Files(
        "HEALTHCHECK uses the shell form, but the final image 'mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled' has no shell: the health check can never succeed; use the "
        + "JSON form: HEALTHCHECK CMD [\"/app/probe\", \"--quick\"]",
        null,
        ("Dockerfile", Chiseled + "[|HEALTHCHECK|] --interval=5s CMD /app/probe --quick\nENTRYPOINT [\"dotnet\", \"Ledger.dll\"]"));

    [Fact]
    public Task NamedShell_Reports() => Verify.Files(
        "ENTRYPOINT names a shell, but the final image 'scratch' has none: the container cannot start; use the JSON form without it: ENTRYPOINT [\"/app\", \"--x\"]",
        null,
        ("Dockerfile", "FROM scratch\nCOPY app /app\n[|ENTRYPOINT|] [\"/bin/sh\", \"-c\", \"/app --x\"]"));

    [Fact]
    public Task ScriptWithoutArray_Reports() => Verify.Files(
        "HEALTHCHECK uses the shell form, but the final image 'scratch' has no shell: the health check can never succeed; use the JSON form: HEALTHCHECK CMD [\"program\", \"argument\"]",
        null,
        ("Dockerfile", "FROM scratch\n[|HEALTHCHECK|] CMD curl -f http://localhost/ || exit 1"));

    [Theory]
    [InlineData("[|CMD|] /app/Ledger")]
    [InlineData("[|ENTRYPOINT|] exec /app/Ledger")]
    [InlineData("[|ENTRYPOINT|] ['/app/Ledger']")]
    [InlineData("[|ENTRYPOINT|] $START")]
    [InlineData("[|ENTRYPOINT|] [\"sh\", \"-c\", \"exec /app/Ledger\"]")]
    [InlineData("[|ENTRYPOINT|] [\"sh\", \"-c\"]\nCMD [\"/app/Ledger\"]")]
    [InlineData("ENTRYPOINT [\"tini\", \"--\"]\n[|CMD|] /app/Ledger")]
    [InlineData("[|HEALTHCHECK|] CMD [\"sh\", \"-c\", \"/app/probe\"]\nENTRYPOINT [\"/app/Ledger\"]")]
    [InlineData("[|HEALTHCHECK|] CMD ['/app/probe']\nENTRYPOINT [\"/app/Ledger\"]")]
    [InlineData("[|HEALTHCHECK|] CMD /app/probe\n[|ENTRYPOINT|] /app/Ledger")]
    [InlineData("COPY out/ /app/\nCOPY --from=debian /etc/passwd /etc/passwd\n[|ENTRYPOINT|] /app/Ledger")]
    [InlineData("WORKDIR /app\nCOPY out/ .\n[|ENTRYPOINT|] ./Ledger")]
    [InlineData("# check=skip=all\n[|ENTRYPOINT|] /app/Ledger")]
    public Task WhateverNeedsAShell_Reports(string text) => Verify.Files(("Dockerfile", Chiseled + text));

    [Theory]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled-extra"), InlineData("mcr.microsoft.com/dotnet/runtime:8.0-azurelinux3.0-distroless"), InlineData("gcr.io/distroless/cc-debian12:nonroot")]
    [InlineData("gcr.io/distroless/static@sha256:0123456789abcdef"), InlineData("mcr.microsoft.com/azurelinux/distroless/base:3.0"), InlineData("scratch"), InlineData("registry.example.org:5000/dotnet:8-chiseled")]
    public Task ImagesWithoutAShell_Report(string image) => Verify.Files(("Dockerfile", $"FROM {image} AS base\nFROM base\n[|ENTRYPOINT|] /app/Ledger"));

    [Fact]
    public Task ImageThatIsConfigured_Reports() => Verify.Files(
        null, new() { ["arch.ARCH3011.images"] = "corp/tiny, registry.example.org/bare" },
        ("Dockerfile", "FROM corp/tiny-aspnet:8\n[|ENTRYPOINT|] /app/Ledger"), ("b.Dockerfile", "FROM registry.example.org/bare/base\n[|CMD|] /app/Ledger"));

    [Fact]
    public Task Ignored_IsSilent() => Verify.Files(("Dockerfile", Chiseled + "# arch:ignore ARCH3011 the orchestrator replaces it\nENTRYPOINT /app/Ledger"));

    // ---- The health check of this project's container

    private const string Starts = Chiseled + "ENTRYPOINT [\"dotnet\", \"Sample.dll\"]";

    private static string Task(string command, string image = "sample") => $$"""
        { "containerDefinitions": [ { "name": "sample", "image": "{{image}}", "healthCheck": { {{command}} } } ] }
        """;

    [Fact]
    public Task HealthCheckOfTheContainer_Reports() => Verify.Files(
        "the health check of container 'sample' uses the shell form, but the final image 'mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled' has no shell: the health check can "
        + "never succeed; use the JSON form: [\"CMD\", \"/app/probe\", \"--quick\"]",
        null,
        ("taskdef.json", Task("[|\"command\"|]: [\"CMD-SHELL\", \"/app/probe --quick\"]")), ("Dockerfile", Starts));

    [Fact]
    public Task HealthChecksElsewhere_Report() => Verify.Files(
        ("image.taskdef.json", Task("[|\"command\"|]: [\"CMD-SHELL\", \"curl localhost || exit 1\"]", image: "gcr.io/distroless/cc-debian12")),
        ("template.yaml", "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: sample\n          Image: !Ref X\n"
            + "          HealthCheck: { [|Command|]: [CMD-SHELL, curl localhost] }\n"),
        ("compose.yaml", "services:\n  sample:\n    build: .\n    healthcheck:\n      [|test|]: curl localhost || exit 1\n"),
        ("compose.prod.yaml", "services:\n  sample:\n    build: .\n    healthcheck:\n      [|test|]: [CMD-SHELL, curl localhost]\n"),
        ("Dockerfile", Starts));

    [Theory]
    [InlineData("\"command\": [\"CMD\", \"/app/probe\"]"), InlineData("\"command\": [\"NONE\"]"), InlineData("\"command\": [\"CMD-SHELL\", \"${CHECK}\"]"), InlineData("\"interval\": 5")]
    public Task HealthCheckWithoutShell_IsSilent(string command) => Verify.Files(("taskdef.json", Task(command)), ("Dockerfile", Starts));

    [Fact]
    public Task HealthCheckOfOthers_IsSilent() => Verify.Files(
        ("taskdef.json", """
            { "containerDefinitions": [
              { "name": "sample", "image": "sample" },
              { "name": "cache", "image": "redis", "healthCheck": { "command": ["CMD-SHELL", "redis-cli ping"] } }
            ] }
            """),
        ("compose.yaml", "services:\n  sample:\n    build: .\n  db:\n    image: postgres\n    healthcheck: { test: pg_isready }\n"),
        ("Dockerfile", Starts));

    [Fact]
    public Task HealthCheckOfAnImageWithAShell_IsSilent() => Verify.Files(
        ("taskdef.json", Task("\"command\": [\"CMD-SHELL\", \"curl localhost\"]")), ("Dockerfile", "FROM debian\nENTRYPOINT [\"dotnet\", \"Sample.dll\"]"));
}
