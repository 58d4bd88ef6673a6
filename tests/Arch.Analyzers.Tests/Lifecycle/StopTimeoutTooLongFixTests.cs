using Text = Arch.Analyzers.Tests.Harness.TextFixVerifier<Arch.Analyzers.Lifecycle.StopTimeoutTooLong, Arch.CodeFixes.Lifecycle.StopTimeoutTooLongFix>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class StopTimeoutTooLongFixTests
{
    [Fact]
    public Task Json_KeepsQuotes() => Text.File("taskdef.json", """
        {
          "requiresCompatibilities": ["FARGATE"],
          "containerDefinitions": [
            { "name": "api", "stopTimeout": [|300|] },
            { "name": "log", "stopTimeout": [|"600"|] }
          ]
        }
        """, """
        {
          "requiresCompatibilities": ["FARGATE"],
          "containerDefinitions": [
            { "name": "api", "stopTimeout": 120 },
            { "name": "log", "stopTimeout": "120" }
          ]
        }
        """);

    [Fact]
    public Task Yaml_KeepsComment() => Text.File(
        "ledger.cfn.yaml",
        StopTimeoutTooLongTests.Template("[|'300'|] # five minutes", "RequiresCompatibilities: [FARGATE]"),
        StopTimeoutTooLongTests.Template("'120' # five minutes", "RequiresCompatibilities: [FARGATE]"));

    [Fact]
    public Task Parameter_IsNotOffered() => Text.NotOffered("ledger.cfn.yaml", StopTimeoutTooLongTests.Template("!Ref [|Stop|]", "RequiresCompatibilities: [FARGATE]"));
}
