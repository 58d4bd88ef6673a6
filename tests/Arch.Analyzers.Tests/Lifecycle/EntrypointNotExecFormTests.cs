using Arch.Analyzers.Lifecycle;
using Arch.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Arch.Analyzers.Tests.Lifecycle;

using Verify = RuleVerifier<EntrypointNotExecForm>;

public class EntrypointNotExecFormTests
{
    private const string Debian = "FROM mcr.microsoft.com/dotnet/aspnet:10.0\n";

    [Theory]
    [InlineData("ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("CMD [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]\nCMD --urls http://+:8080")]
    [InlineData("ENTRYPOINT [\"/entrypoint.sh\"]\nCMD dotnet Ledger.dll")]
    [InlineData("ENTRYPOINT [\"sh\", \"/entrypoint.sh\"]")]
    [InlineData("ENTRYPOINT [\"tini\", \"--\", \"dotnet\", \"Ledger.dll\"]")]
    [InlineData("ENTRYPOINT []")]
    [InlineData("RUN dotnet --info\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1")]
    [InlineData("HEALTHCHECK CMD dotnet probe.dll\nENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("ONBUILD ENTRYPOINT dotnet Ledger.dll")]
    [InlineData("ENTRYPOINT dotnet Ledger.dll\nENTRYPOINT [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("ENTRYPOINT dotnet Ledger.dll\nENTRYPOINT []\nCMD [\"dotnet\", \"Ledger.dll\"]")]
    public Task ExecForm_IsSilent(string text) => Verify.Files(("Dockerfile", Debian + text));

    [Theory]
    [InlineData("ENTRYPOINT exec dotnet Ledger.dll")]
    [InlineData("ENTRYPOINT cd /app && exec dotnet Ledger.dll")]
    [InlineData("ENTRYPOINT DOTNET_gcServer=1 exec dotnet Ledger.dll")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\", \"exec dotnet Ledger.dll\"]")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\"]\nCMD [\"exec dotnet Ledger.dll\"]")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\", \"exec \\\"$@\\\"\", \"--\"]\nCMD [\"dotnet\", \"Ledger.dll\"]")]
    [InlineData("CMD [ -f /run/ready ] && exec dotnet Ledger.dll")]
    [InlineData("CMD [ \"$MODE\" = web ] && exec dotnet Web.dll || exec dotnet Worker.dll")]
    [InlineData("CMD if [ -n \"$X\" ]; then exec dotnet A.dll; else exec dotnet B.dll; fi")]
    [InlineData("SHELL [\"/bin/bash\", \"-c\"]\nENTRYPOINT dotnet Ledger.dll")]
    [InlineData("SHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nENTRYPOINT cd /app && dotnet Ledger.dll")]
    [InlineData("ENTRYPOINT [\"bash\", \"-lc\", \"dotnet Ledger.dll\"]")]
    public Task AppThatTakesThePlaceOfTheShell_IsSilent(string text) => Verify.Files(("Dockerfile", Debian + text));

    [Theory]
    [InlineData("ENTRYPOINT $START")]
    [InlineData("ENTRYPOINT . ./env && dotnet Ledger.dll")]
    [InlineData("ENTRYPOINT eval dotnet Ledger.dll")]
    [InlineData("SHELL [\"pwsh\", \"-Command\"]\nENTRYPOINT dotnet Ledger.dll")]
    [InlineData("SHELL [\"cmd\", \"/S\", \"/C\"]\nENTRYPOINT dotnet Ledger.dll")]
    [InlineData("SHELL [\"/usr/bin/fish\", \"-c\"]\nENTRYPOINT dotnet Ledger.dll")]
    [InlineData("SHELL [\"/bin/zsh\", \"-c\"]\nENTRYPOINT dotnet Ledger.dll")]
    [InlineData("ENTRYPOINT dotnet {{ assembly }}.dll")]
    [InlineData("ENTRYPOINT {% if web %}dotnet Web.dll{% endif %}")]
    [InlineData("ENTRYPOINT trap 'kill $!' TERM; dotnet Ledger.dll & wait")]
    [InlineData("ENTRYPOINT dotnet Ledger.dll &")]
    [InlineData("CMD")]
    public Task ScriptThatIsNotUnderstood_IsSilent_Unknown(string text) => Verify.Files(("Dockerfile", Debian + text));

    [Theory]
    [InlineData("CMD bash"), InlineData("CMD /bin/sh -i"), InlineData("ENTRYPOINT sleep infinity"), InlineData("CMD tail -f /dev/null"), InlineData("CMD echo done"), InlineData("CMD true")]
    public Task NothingToStop_IsSilent(string text) => Verify.Files(("Dockerfile", Debian + text));

    [Theory]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022\nENTRYPOINT dotnet Ledger.dll")]
    [InlineData("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD dotnet Ledger.dll")]
    [InlineData("FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8\nCMD dotnet Ledger.dll")]
    [InlineData("FROM --platform=windows/amd64 corp/base\nCMD dotnet Ledger.dll || exit 1")]
    [InlineData("# escape=`\nFROM corp/base\nCMD dotnet Ledger.dll || exit 1")]
    public Task Windows_IsSilent(string text) => Verify.Files(("Dockerfile", text));

    [Theory]
    [InlineData("FROM public.ecr.aws/lambda/dotnet:8\nCMD Ledger::Ledger.Function::Handle")]
    [InlineData("FROM amazon/aws-lambda-python:3.12\nCMD app.handler; true")]
    public Task FunctionImage_IsSilent(string text) => Verify.Files(("Dockerfile", text));

    [Theory]
    [InlineData("# check=skip=JSONArgsRecommended")]
    [InlineData("# check=skip=StageNameCasing,JSONArgsRecommended;error=true")]
    [InlineData("# check=error=true;skip=all")]
    [InlineData("# syntax=docker/dockerfile:1\n# check=skip=jsonargsrecommended")]
    public Task CheckThatTheBuilderSkips_IsSilent(string directives) => Verify.Files(("Dockerfile", directives + "\n" + Debian + "ENTRYPOINT dotnet Ledger.dll"));

    [Theory]
    [InlineData("# check=skip=StageNameCasing"), InlineData("# check=error=true"), InlineData("\n# check=skip=all")]
    public Task OtherChecks_Report(string directives) => Verify.Files(("Dockerfile", directives + "\n" + Debian + "[|ENTRYPOINT|] dotnet Ledger.dll"));

    [Fact]
    public Task StageThatTheImageIsNotBuiltOn_IsSilent() => Verify.Files(("Dockerfile", """
        FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base
        FROM mcr.microsoft.com/dotnet/sdk:10.0 AS watch
        ENTRYPOINT dotnet watch run
        FROM base
        ENTRYPOINT ["dotnet", "Ledger.dll"]
        """));

    [Theory]
    [InlineData("Dockerfile.j2"), InlineData("Dockerfile.template"), InlineData("Dockerfile.erb"), InlineData("Dockerfile.dockerignore")]
    public Task Template_IsSilent(string name) => Verify.Files((name, Debian + "ENTRYPOINT dotnet Ledger.dll"));

    [Fact]
    public async Task ShellForm_Reports()
    {
        var found = await Verify.Files(
            message: "ENTRYPOINT runs 'dotnet Ledger.dll' in a shell that stays in front of it: SIGTERM goes to the shell, not to the app, and ECS kills both with SIGKILL after the stop "
            + "timeout; use ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]",
            options: null,
            ("Dockerfile", Debian + "[|ENTRYPOINT|] dotnet Ledger.dll"));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found).Severity);
    }

    [Theory]
    [InlineData("[|CMD|] dotnet Ledger.dll")]
    [InlineData("[|cmd|] dotnet Ledger.dll")]
    [InlineData("CMD [\"x\"]\n[|ENTRYPOINT|] dotnet Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] dotnet \\\n  # the ledger\n  Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] cd /app && dotnet Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] dotnet Ledger.dll > /var/log/ledger 2>&1")]
    [InlineData("[|ENTRYPOINT|] dotnet Ledger.dll | tee log")]
    [InlineData("[|ENTRYPOINT|] dotnet $DLL")]
    [InlineData("[|ENTRYPOINT|] ./entrypoint.sh")]
    [InlineData("[|ENTRYPOINT|] service ssh start && dotnet Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] [\"sh\", \"-c\", \"dotnet Ledger.dll\"]")]
    [InlineData("[|ENTRYPOINT|] [\"/bin/sh\", \"-ec\", \"cd /app; dotnet Ledger.dll\"]")]
    [InlineData("[|ENTRYPOINT|] [\"sh\", \"-c\"]\nCMD [\"dotnet Ledger.dll\"]")]
    [InlineData("ENTRYPOINT [\"tini\", \"-g\", \"--\"]\n[|CMD|] dotnet Ledger.dll")]
    [InlineData("[|ENTRYPOINT|] [\"dumb-init\", \"sh\", \"-c\", \"dotnet Ledger.dll\"]")]
    [InlineData("[|ENTRYPOINT|] [\"env\", \"-u\", \"A\", \"B=1\", \"nice\", \"-n\", \"5\", \"sh\", \"-c\", \"dotnet Ledger.dll\"]")]
    [InlineData("[|ENTRYPOINT|] [\"gosu\", \"app\", \"sh\", \"-c\", \"dotnet Ledger.dll\"]")]
    [InlineData("SHELL [\"/bin/bash\", \"-c\"]\n[|ENTRYPOINT|] dotnet Ledger.dll | tee log")]
    [InlineData("SHELL [\"/bin/bash\", \"-c\"]\n[|ENTRYPOINT|] (dotnet Ledger.dll)")]
    [InlineData("[|ENTRYPOINT|] [\"bash\", \"-c\", \"dotnet Ledger.dll; true\"]")]
    [InlineData("[|ENTRYPOINT|] [\"bash\", \"-c\", \"trap 'echo bye' EXIT; dotnet Ledger.dll\"]")]
    [InlineData("SHELL [\"/bin/zsh\", \"-c\"]\n[|ENTRYPOINT|] dotnet Ledger.dll | tee log")]
    public Task ShellThatStays_Reports(string text) => Verify.Files(("Dockerfile", Debian + text));

    [Theory]
    [InlineData("['dotnet', 'Ledger.dll']", "expected double quotes")]
    [InlineData("[\"dotnet\", \"Ledger.dll\",]", "a comma stands before the closing bracket")]
    [InlineData("[\"dotnet\", \"Ledger.dll\"] # the ledger", "text follows the closing bracket")]
    [InlineData("[\"dotnet\", \"Ledger.dll\"", "expected ',' or ']'")]
    [InlineData("[\"dotnet\" \"Ledger.dll\"]", "expected ',' or ']'")]
    [InlineData("[dotnet, Ledger.dll]", "expected a value")]
    [InlineData("[“dotnet”, “Ledger.dll”]", "expected a value")]
    public Task ArrayThatIsNone_Reports(string array, string why) => Verify.Files(
        $"ENTRYPOINT (this is not a JSON array: {why}, so Docker runs it with /bin/sh -c) runs 'dotnet Ledger.dll' in a shell that stays in front of it: SIGTERM goes to the "
        + "shell, not to the app, and ECS kills both with SIGKILL after the stop timeout; use ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]",
        null,
        ("Dockerfile", Debian + "[|ENTRYPOINT|] " + array));

    [Fact]
    public Task Init_DoesNotHelp_Reports() => Verify.Files(
        "CMD runs 'dotnet Ledger.dll' in a shell that stays in front of it (tini does not help): SIGTERM goes to the shell, not to the app, and ECS kills both with SIGKILL "
        + "after the stop timeout; use CMD [\"dotnet\", \"Ledger.dll\"]",
        null,
        ("Dockerfile", Debian + "ENTRYPOINT [\"/usr/bin/tini\", \"--\"]\n[|CMD|] dotnet Ledger.dll"));

    [Theory]
    [InlineData("cd /app && dotnet Ledger.dll", "exec in front of the last command")]
    [InlineData("dotnet $DLL", "exec in front of the last command")]
    [InlineData("dotnet Ledger.dll | tee log", "the JSON form for the app alone")]
    [InlineData("dotnet Ledger.dll || ./failed.sh", "the JSON form for the app alone")]
    [InlineData("dotnet Ledger.dll --a-long-option-that-nobody-wants-to-read-in-a-message=1 --and-another-one-of-the-same-length=2", "the JSON form")]
    public async Task Advice_FitsTheScript_Reports(string script, string advice) => Assert.EndsWith(
        "; use " + advice,
        Assert.Single(await Verify.Files(("Dockerfile", Debian + "[|ENTRYPOINT|] " + script))).GetMessage());

    [Fact]
    public Task InstructionOfAnEarlierStage_Reports() => Verify.Files(("Dockerfile", """
        FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base
        [|ENTRYPOINT|] dotnet Ledger.dll
        FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
        FROM base
        COPY --from=build /app .
        """));

    [Theory]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:10.0-alpine")]
    [InlineData("alpine:3.20")]
    [InlineData("node:20-alpine3.19")]
    [InlineData("amazonlinux:2023")]
    [InlineData("registry.access.redhat.com/ubi9/dotnet-80")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-azurelinux3.0")]
    [InlineData("registry.example.org/platform/aspnet:8")]
    [InlineData("ledger-base")]
    public async Task ShellThatMayHandOver_ReportsInfo(string image)
    {
        var found = await Verify.Files(
            "ENTRYPOINT runs 'dotnet Ledger.dll' in a shell, and not every shell hands over to its last command: with that of Debian or Ubuntu as base image SIGTERM no longer "
            + "reaches the app; use ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]",
            null,
            ("Dockerfile", $"FROM {image}\n[|ENTRYPOINT|] dotnet Ledger.dll"));
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found).Severity);
    }

    [Theory]
    [InlineData("FROM alpine\n[|ENTRYPOINT|] dotnet Ledger.dll | tee log"), InlineData("FROM amazonlinux\n[|ENTRYPOINT|] (dotnet Ledger.dll)"), InlineData("FROM corp/base\n[|CMD|] dotnet Ledger.dll || exit 1")]
    [InlineData("ARG BASE\nFROM $BASE\n[|CMD|] dotnet Ledger.dll; true"), InlineData("FROM public.ecr.aws/docker/library/python:3.12\n[|CMD|] gunicorn app"), InlineData("FROM corp/base:8-bookworm\n[|CMD|] dotnet Ledger.dll")]
    public async Task ShellThatStaysEverywhere_Reports(string text) =>
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await Verify.Files(("Dockerfile", text))).Severity);

    [Fact]
    public Task UnknownBase_IsSilent_Unknown() => Verify.Files(("Dockerfile", "ARG BASE\nFROM $BASE\nENTRYPOINT dotnet Ledger.dll"));

    [Theory]
    [InlineData("RUN ln -sf /bin/bash /bin/sh"), InlineData("RUN echo 'dash dash/sh boolean false' | debconf-set-selections && dpkg-reconfigure dash")]
    public async Task ReplacedSh_ReportsInfo(string run) => Assert.Equal(
        DiagnosticSeverity.Info,
        Assert.Single(await Verify.Files(("Dockerfile", Debian + run + "\n[|ENTRYPOINT|] dotnet Ledger.dll"))).Severity);

    [Fact]
    public Task SoftFinding_CanBeSwitchedOff_IsSilent() => Verify.Files(
        null, new() { ["arch.ARCH3008.soft"] = "off" }, ("Dockerfile", "FROM alpine\nENTRYPOINT dotnet Ledger.dll"));

    [Theory]
    [InlineData("# arch:ignore ARCH3008 the script handles its signals\nENTRYPOINT ./start.sh")]
    [InlineData("ENTRYPOINT dotnet \\\n  # arch:ignore ARCH3008 a tool that is done at once\n  Tool.dll")]
    public Task Ignored_IsSilent(string text) => Verify.Files(("Dockerfile", Debian + text));

    [Theory]
    [InlineData("\r\n", ""), InlineData("\n", "\uFEFF"), InlineData("\r\n", "\uFEFF")]
    public Task LineBreaksAndMarks_Report(string lineBreak, string mark) => Verify.Files(
        ("Dockerfile", mark + (Debian + "RUN <<EOF\nexec x\nEOF\n[|ENTRYPOINT|] dotnet \\\n  Ledger.dll\n").Replace("\n", lineBreak)));

    [Theory]
    [InlineData("Containerfile"), InlineData("web.Dockerfile"), InlineData("Dockerfile.web"), InlineData("src/Web/dockerfile")]
    public Task OtherNames_Report(string name) => Verify.Files((name, Debian + "[|ENTRYPOINT|] dotnet Ledger.dll"));

    [Fact]
    public Task TestProject_Reports() => Verify.Files(
        null, new() { ["build_property.IsTestProject"] = "true" }, ("Dockerfile", Debian + "[|ENTRYPOINT|] dotnet Ledger.dll"));

    // ---- The stage that a compose file builds

    private const string Stages = Debian + "ENTRYPOINT [\"dotnet\", \"Ledger.dll\"]\nFROM mcr.microsoft.com/dotnet/sdk:10.0 AS tool\n";

    [Theory]
    [InlineData("compose.yaml", "{ context: ., target: tool }", "Dockerfile")]
    [InlineData("compose.yaml", "{ context: ./src/Ledger, target: TOOL }", "src/Ledger/Dockerfile")]
    [InlineData("deploy/compose.yaml", "{ context: .., dockerfile: docker/web.Dockerfile, target: tool }", "docker/web.Dockerfile")]
    [InlineData("compose.yaml", ".", "Dockerfile")]
    public Task StageThatIsBuilt_Reports(string compose, string build, string path) => Verify.Files(
        (compose, $"services:\n  ledger:\n    build: {build}\n"),
        (path, Stages + (build == "." ? "[|ENTRYPOINT|] dotnet Tool.dll" : "[|ENTRYPOINT|] dotnet Tool.dll\nFROM debian\nENTRYPOINT [\"dotnet\"]")));

    [Theory]
    [InlineData("services:\n  ledger:\n    build: { context: ., target: tool }\n  other:\n    build: .\n")]
    [InlineData("services:\n  ledger:\n    build: { context: other, target: tool }\n")]
    [InlineData("services:\n  ledger:\n    build: { context: ., target: none }\n")]
    [InlineData("services:\n  ledger:\n    build: { context: ., target: \"${TARGET}\" }\n")]
    public Task StageThatIsNotBuiltByAll_IsSilent(string compose) => Verify.Files(
        ("compose.yaml", compose), ("Dockerfile", Stages + "ENTRYPOINT dotnet Tool.dll\nFROM debian\nENTRYPOINT [\"dotnet\"]"));
}
