using Rule = Arch.Analyzers.Tests.Harness.RuleVerifier<Arch.Analyzers.Lifecycle.StopTimeoutTooLong>;

namespace Arch.Analyzers.Tests.Lifecycle;

public class StopTimeoutTooLongTests
{
    private static string Definition(string stopTimeout, string compatibilities = """["FARGATE"]""", string name = "api") => $$"""
        {
          "family": "ledger",
          "requiresCompatibilities": {{compatibilities}},
          "containerDefinitions": [ { "name": "{{name}}", "image": "ledger", "stopTimeout": {{stopTimeout}} } ]
        }
        """;

    internal static string Template(string stopTimeout, string task = "", string service = "") => $$"""
        Parameters:
          Stop: { Type: Number, Default: 300 }
          Kind: { Type: String, Default: FARGATE }
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              {{task}}
              ContainerDefinitions:
                - Name: api
                  Image: ledger
                  StopTimeout: {{stopTimeout}}
          Service:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Task
              {{service}}
        """;

    // ---- Silent

    [Theory]
    [InlineData("120")]
    [InlineData("\"120\"")]
    [InlineData("2")]
    [InlineData("null")]
    [InlineData("\"${STOP_TIMEOUT}\"")]
    [InlineData("\"five minutes\"")]
    [InlineData("[300]")]
    [InlineData("300.5")]
    [InlineData("99999999999999999999")]
    public Task WithinTheLimitOrUnknown_IsSilent(string stopTimeout) => Rule.Files(("taskdef.json", Definition(stopTimeout)));

    [Theory]
    [InlineData("""["EC2"]""")]
    [InlineData("""["EXTERNAL"]""")]
    [InlineData("""["${LAUNCH_TYPE}"]""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"FARGATE\"")]
    public Task NotCertainlyFargate_IsSilent(string compatibilities) => Rule.Files(("taskdef.json", Definition("300", compatibilities)));

    [Fact]
    public Task Compose_IsSilent() => Rule.Files(("compose.yml", "services:\n  api:\n    build: .\n    stop_grace_period: 10m\n    stopTimeout: 300\n"));

    [Theory]
    [InlineData("300", "", "LaunchType: EC2")]
    [InlineData("300", "", "Cluster: x")]
    [InlineData("300", "", "LaunchType: !If [Big, EC2, FARGATE]")]
    [InlineData("300", "", "CapacityProviderStrategy: [{ CapacityProvider: spot-fleet }]")]
    [InlineData("300", "RequiresCompatibilities: [EC2]", "LaunchType: FARGATE")]
    [InlineData("!Ref AWS::NoValue", "RequiresCompatibilities: [FARGATE]", "")]
    [InlineData("!If [Big, 120, 60]", "RequiresCompatibilities: [FARGATE]", "")]
    [InlineData("!ImportValue stop", "RequiresCompatibilities: [FARGATE]", "")]
    [InlineData("!FindInMap [A, B, C]", "RequiresCompatibilities: [FARGATE]", "")]
    public Task Template_IsSilent(string stopTimeout, string task, string service) => Rule.Files(("ledger.cfn.yaml", Template(stopTimeout, task, service)));

    [Theory]
    [InlineData("Type: AWS::ECS::TaskDefinition\n    Properties: { RequiresCompatibilities: [FARGATE], ContainerDefinitions: x }")]
    [InlineData("Type: AWS::ECS::TaskDefinition\n    Properties: [StopTimeout]")]
    [InlineData("Type: AWS::ECS::TaskDefinition")]
    [InlineData("Type: AWS::ECS::TaskSet\n    Properties: { RequiresCompatibilities: [FARGATE], ContainerDefinitions: [{ StopTimeout: 300 }] }")]
    [InlineData("Type: AWS::ECS::TaskDefinition\n    Properties: { RequiresCompatibilities: [FARGATE], ContainerDefinitions: [1, { Name: [x], StopTimeout: { a: 300 } }] }")]
    public Task OddTemplate_IsSilent(string resource) => Rule.Files(("ledger.cfn.yaml", $"Resources:\n  Task:\n    {resource}\n"));

    [Fact]
    public Task Output_IsSilent() => Rule.Files(("bin/Release/taskdef.json", Definition("300")), ("cdk.out/asset.1/taskdef.json", Definition("300")));

    [Fact]
    public Task Ignored_IsSilent() => Rule.Files(("ledger.cfn.yaml", Template("300 # arch:ignore ARCH3010 moves to EC2 next week", "RequiresCompatibilities: [FARGATE]")));

    // ---- Firing

    [Theory]
    [InlineData("[|300|]")]
    [InlineData("[|\"300\"|]")]
    [InlineData("[|121|]")]
    public Task TaskDefinition_Reports(string stopTimeout) => Rule.Files(
        stopTimeout.Contains("300")
            ? "stopTimeout of container 'api' is 300 s, but Fargate allows at most 120 s: work that needs longer is killed; set it to 120 or less, keep ShutdownTimeout below it and make longer work resumable"
            : null,
        null,
        ("taskdef.json", Definition(stopTimeout)));

    [Theory]
    [InlineData("""["EC2", "FARGATE"]""")]
    [InlineData("""["fargate"]""")]
    public Task AlsoFargate_Reports(string compatibilities) => Rule.Files(("taskdef.json", Definition("[|300|]", compatibilities)));

    [Fact]
    public Task Wrapped_Reports() => Rule.Files(("taskdef.json", $$"""{ "taskDefinition": {{Definition("[|300|]")}} }"""));

    [Fact]
    public Task Sidecar_Reports() => Rule.Files(("taskdef.json", Definition("[|300|]", name: "xray-daemon")));

    [Theory]
    [InlineData("[|300|]", "RequiresCompatibilities: [FARGATE]", "")]
    [InlineData("[|'300'|]", "RequiresCompatibilities: [!Ref Kind]", "")]
    [InlineData("[|300|]", "", "LaunchType: FARGATE")]
    [InlineData("[|300|]", "", "LaunchType: !Ref Kind")]
    [InlineData("[|300|]", "", "CapacityProviderStrategy: [{ CapacityProvider: FARGATE_SPOT, Weight: 1 }]")]
    [InlineData("!Ref [|Stop|]", "RequiresCompatibilities: [FARGATE]", "")]
    [InlineData("!If [Big, [|600|], 60]", "RequiresCompatibilities: [FARGATE]", "")]
    public Task Template_Reports(string stopTimeout, string task, string service) => Rule.Files(("ledger.cfn.yaml", Template(stopTimeout, task, service)));

    [Fact]
    public async Task Parameter_IsShown()
    {
        var found = await Rule.Files(("ledger.cfn.yaml", Template("!Ref [|Stop|]", "RequiresCompatibilities: [FARGATE]")));
        Assert.Equal(1, Assert.Single(Assert.Single(found).AdditionalLocations).GetLineSpan().StartLinePosition.Line);
    }
}
